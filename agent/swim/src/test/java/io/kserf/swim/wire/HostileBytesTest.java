package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.Keyring;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * No bytes make a decoder throw anything but {@link MalformedMessage}. Captured packets with
 * flipped bits and cut tails reach deeper than random bytes do; in clear, since encryption would
 * stop them.
 */
class HostileBytesTest {
  private static final List<byte[]> SEEDS =
      Stream.concat(
              Stream.of("udp-plain", "udp-compressed", "udp-msgpack-v2")
                  .flatMap(Golden::vectors)
                  .map(vector -> Golden.hex(vector.path("hex"))),
              Golden.vectors("tcp-gossip")
                  .map(vector -> Golden.hex(vector.path("client_to_server").path("hex"))))
          .toList();
  private static final Fields FIELDS = Fields.of("Node", "SeqNo");

  @Provide
  Arbitrary<byte[]> hostile() {
    Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    // A legal type byte, and msgpack's interesting bytes more often than others.
    Arbitrary<Byte> msgpack =
        Arbitraries.oneOf(
            Arbitraries.bytes(), Arbitraries.bytes().between((byte) -128, (byte) -33));
    Arbitrary<byte[]> typed =
        Combinators.combine(
                Arbitraries.bytes().between((byte) 0, (byte) 13),
                msgpack.array(byte[].class).ofMaxSize(200))
            .as((type, rest) -> Bytes.concat(new byte[] {type}, rest));
    return Arbitraries.oneOf(random, typed, mutated());
  }

  private static Arbitrary<byte[]> mutated() {
    return Combinators.combine(
            Arbitraries.of(SEEDS),
            Arbitraries.integers().between(0, 8),
            Arbitraries.longs(),
            Arbitraries.of(true, false))
        .as(HostileBytesTest::mutate);
  }

  private static byte[] mutate(byte[] seed, int flips, long randomSeed, boolean cut) {
    var random = new Random(randomSeed);
    int length = cut ? random.nextInt(seed.length + 1) : seed.length;
    byte[] bytes = java.util.Arrays.copyOf(seed, length);
    for (int i = 0; i < flips && length > 0; i++) {
      bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  @Property(tries = 4_000)
  void aPlainDatagramNeverThrows(@ForAll("hostile") byte[] bytes) {
    assertThat(open(Keyring.disabled(), bytes)).hasSizeLessThanOrEqualTo(4 * 65_536);
  }

  @Property(tries = 1_000)
  void whatNoKeyOpensIsOneMalformedDatagram(@ForAll("hostile") byte[] bytes) {
    assertThat(open(new Keyring(List.of(new byte[16])), bytes))
        .singleElement()
        .isInstanceOf(MalformedMessage.class);
  }

  /** What the sink was told, in order. */
  private static List<Object> open(Keyring keyring, byte[] datagram) {
    var told = new ArrayList<>();
    var sink =
        new PacketCodec.Sink() {
          @Override
          public void onMessage(Message message) {
            told.add(message);
          }

          @Override
          public void onMalformed(MalformedMessage cause) {
            told.add(cause);
          }
        };
    new PacketCodec("", true, keyring, new Random(1)).open(datagram, sink);
    return told;
  }

  @Property(tries = 4_000)
  void aMessageIsReadOrMalformed(@ForAll("hostile") byte[] bytes) {
    readOrMalformed(() -> MessageCodec.decode(bytes));
  }

  @Property(tries = 4_000)
  void aStreamIsReadOrMalformed(@ForAll("hostile") byte[] bytes) {
    for (var writer : StreamSide.values()) {
      for (String label : List.of("", "blue")) {
        var codec = new StreamCodec(label, true, Keyring.disabled(), new Random(1));
        readOrMalformed(() -> codec.open(bytes, writer));
      }
    }
  }

  /** The codec never reads beyond the frame, so that what the frame calls whole is all it needs. */
  @Property(tries = 4_000)
  void aFrameAgreesWithTheCodecOnWhereAMessageEnds(@ForAll("hostile") byte[] bytes) {
    var frame = new StreamFrame(StreamSide.DIALLER);
    var codec = new StreamCodec("", true, Keyring.disabled(), new Random(1));
    boolean whole;
    try {
      whole = frame.offer(bytes);
    } catch (MalformedMessage e) {
      readOrMalformed(() -> codec.open(bytes, StreamSide.DIALLER));
      return;
    }
    Message ofAll = readOrMalformed(() -> codec.open(bytes, StreamSide.DIALLER));
    if (whole) {
      Message ofFrame = readOrMalformed(() -> codec.open(frame.bytes(), StreamSide.DIALLER));
      assertThat(ofFrame).usingRecursiveComparison().isEqualTo(ofAll);
    } else {
      assertThat(ofAll).isNull();
    }
  }

  @Property(tries = 4_000)
  void compressedDataIsReadOrMalformed(@ForAll("hostile") byte[] bytes) {
    readOrMalformed(() -> Lzw.decompress(bytes, 0, bytes.length, 100_000));
  }

  @Property(tries = 4_000)
  void everyReadingOfMsgpackReadsOrIsMalformed(@ForAll("hostile") byte[] bytes) {
    List<Consumer<MsgpackReader>> readings =
        List.of(
            MsgpackReader::skip,
            MsgpackReader::string,
            MsgpackReader::bytes,
            MsgpackReader::bool,
            MsgpackReader::uint8,
            MsgpackReader::uint64,
            MsgpackReader::int32,
            MsgpackReader::int64,
            MsgpackReader::float64,
            MsgpackReader::arrayHeader,
            MsgpackReader::mapHeader,
            MsgpackReader::bytesHeader,
            MsgpackReader::nil,
            in -> {
              for (var struct = in.struct(FIELDS); struct.next(); ) {
                in.skip();
              }
            });
    for (var reading : readings) {
      var in = new MsgpackReader(bytes);
      readOrMalformed(
          () -> {
            reading.accept(in);
            return in;
          });
      assertThat(in.position()).isBetween(0, bytes.length);
    }
  }

  private interface Reading<T> {
    T read();
  }

  private static <T> T readOrMalformed(Reading<T> reading) {
    try {
      T read = reading.read();
      assertThat(read).isNotNull();
      return read;
    } catch (MalformedMessage e) {
      assertThat(e).hasMessageMatching("(?s)\\S.*");
      return null;
    }
  }
}
