package io.kserf.benchmarks;

import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.PacketCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A {@link TypicalPacket} from bytes to messages, and its compound from messages to bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
  @Param Layers layers;

  private PacketCodec codec;
  private byte[] compound;
  private byte[] datagram;

  @Setup
  public void seal() {
    var packet = new TypicalPacket();
    codec = layers.codec();
    compound = packet.compound();
    datagram = packet.gossip(layers);
  }

  /** Takes all layers off and decodes every message. */
  @Benchmark
  public void open(Blackhole messages) {
    codec.open(datagram, new Consumer(messages));
  }

  /** Puts all layers on. */
  @Benchmark
  public byte[] sealAsGossip() {
    return codec.seal(compound, true);
  }

  private record Consumer(Blackhole messages) implements PacketCodec.Sink {
    @Override
    public void onMessage(Message message) {
      messages.consume(message);
    }

    @Override
    public void onMalformed(MalformedMessage cause) {
      throw cause;
    }
  }
}
