package io.kserf.benchmarks;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A {@link TypicalPacket} from bytes to what a member knows: decoded and merged. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReceiveBenchmark {
  private static final int NEWS = 4096;
  private static final Duration BETWEEN_NEWS = Duration.ofNanos(20_000);

  @Param Layers layers;

  private Receiver receiver;
  private byte[] gossip;
  private byte[] ping;
  private List<byte[]> news;

  @Setup
  public void introduce() {
    var packet = new TypicalPacket();
    gossip = packet.gossip(layers);
    ping = packet.ping(layers);
    news = packet.news(layers, NEWS);
    receiver = new Receiver(layers.keyring());
    receiver.receive(gossip);
    receiver.calmDown();
  }

  /** What everybody knows: by far the most of gossip, as each rumour is sent many times. */
  @Benchmark
  public long oldNews() {
    return receiver.receive(gossip);
  }

  /** The same behind a ping, which is answered. */
  @Benchmark
  public long oldNewsAndAnswer() {
    return receiver.receive(ping);
  }

  /** Each message changes something, is told to the application and gossiped on. */
  @Benchmark
  public long news(Newcomer newcomer) {
    newcomer.receiver.passTime(BETWEEN_NEWS);
    return newcomer.receiver.receive(newcomer.packet);
  }

  /** Somebody with the next packet that is news to it. */
  @State(Scope.Thread)
  public static class Newcomer {
    private Iterator<byte[]> unread = Collections.emptyIterator();
    private Receiver receiver;
    private byte[] packet;

    @Setup(Level.Invocation)
    public void next(ReceiveBenchmark benchmark) {
      if (!unread.hasNext()) {
        unread = benchmark.news.iterator();
        receiver = new Receiver(benchmark.layers.keyring());
      }
      packet = unread.next();
    }
  }
}
