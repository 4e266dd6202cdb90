package io.kserf.swim.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.Keyring;
import io.kserf.swim.wire.Message.Nack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketCodecTest {
  private final List<Message> messages = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /** A sink for datagrams that are expected to be whole. */
  static PacketCodec.Sink collecting(List<Message> messages) {
    return sink(
        messages,
        new ArrayList<>() {
          @Override
          public boolean add(String complaint) {
            throw new AssertionError(complaint);
          }
        });
  }

  private static PacketCodec.Sink sink(List<Message> messages, List<String> complaints) {
    return new PacketCodec.Sink() {
      @Override
      public void onMessage(Message message) {
        messages.add(message);
      }

      @Override
      public void onMalformed(MalformedMessage cause) {
        complaints.add(cause.getMessage());
      }
    };
  }

  private static PacketCodec plain() {
    return new PacketCodec("", false, Keyring.disabled(), new Random(1));
  }

  private static PacketCodec codec(String label, byte[]... keys) {
    return new PacketCodec(label, true, new Keyring(List.of(keys)), new Random(1));
  }

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  private static byte[] nack(int seqNo) {
    return MessageCodec.encode(new Nack(seqNo));
  }

  private void open(PacketCodec codec, byte[] datagram) {
    codec.open(datagram, sink(messages, complaints));
  }

  @Test
  void aBadPartOfACompoundCostsOnlyItself() {
    byte[] unknown = {99, 1, 2};
    byte[] empty = {};
    open(plain(), Compound.of(List.of(nack(1), unknown, nack(2), empty, nack(3))));

    assertThat(messages).containsExactly(new Nack(1), new Nack(2), new Nack(3));
    assertThat(complaints)
        .containsExactly("message type 99 is not known here", "missing message type byte");
  }

  @Test
  void thePartsBeforeATruncatedOneAreRead() {
    byte[] compound = Compound.of(List.of(nack(1), nack(2), nack(3)));
    open(plain(), Arrays.copyOf(compound, compound.length - nack(3).length - 1));

    assertThat(messages).containsExactly(new Nack(1));
    assertThat(complaints).containsExactly("compound message has 2 truncated messages");
  }

  @Test
  void aCompoundWithoutAllItsLengthsIsDropped() {
    open(plain(), new byte[] {7, 5, 0, 16});

    assertThat(messages).isEmpty();
    assertThat(complaints)
        .containsExactly("compound of 4 bytes is too short for the lengths of its 5 parts");
  }

  @Test
  void compressionIsKeptOnlyWhenItMakesTheMessageStrictlyShorter() {
    byte[] random = new byte[300];
    new Random(7).nextBytes(random);
    byte[] incompressible = MessageCodec.encode(new Message.User(random));
    byte[] compressible = MessageCodec.encode(new Message.User(new byte[300]));
    var codec = codec("");

    assertThat(codec.seal(incompressible, false)).isSameAs(incompressible);
    assertThat(codec.seal(compressible, false)).hasSizeLessThan(100).startsWith(9);
  }

  @Test
  void anyInstalledKeyOpensAPacketAndThePrimarySealsIt() {
    byte[] sealed = codec("", key(2)).seal(nack(1), false);
    open(codec("", key(1), key(2)), sealed);

    assertThat(messages).containsExactly(new Nack(1));
  }

  @Test
  void aKeyThatIsAddedLaterCountsAtOnce() {
    var keyring = new Keyring(List.of(key(1)));
    var receiver = new PacketCodec("", false, keyring, new Random(1));
    byte[] sealed = codec("", key(2)).seal(nack(1), false);

    open(receiver, sealed);
    assertThat(complaints).containsExactly("No installed keys could decrypt the message");
    keyring.add(key(2));
    open(receiver, sealed);
    assertThat(messages).containsExactly(new Nack(1));
  }

  @Test
  void aPlainPacketIsDroppedWhereThePoolIsEncrypted() {
    open(codec("", key(1)), nack(1));

    assertThat(messages).isEmpty();
    assertThat(complaints).containsExactly("unsupported encryption version 11");
  }

  @Test
  void aPacketOfAnotherLabelIsDropped() {
    byte[] blue = codec("blue").seal(nack(1), false);
    open(codec("red"), blue);
    open(codec(""), blue);
    open(codec("red"), nack(1));
    open(codec("blue"), new byte[] {(byte) 244, 0, 11});
    open(codec("blue"), new byte[] {(byte) 244, 9, 11});

    assertThat(messages).isEmpty();
    assertThat(complaints)
        .containsExactly(
            "the label \"blue\" is not this pool's \"red\"",
            "the label \"blue\" is not this pool's \"\"",
            "there is no label, but this pool has the label \"red\"",
            "the label header is empty or cut short",
            "the label header is empty or cut short");
  }

  @Test
  void theLabelIsAuthenticatedByEncryption() {
    byte[] blue = codec("blue", key(1)).seal(nack(1), false);
    byte[] grey = blue.clone();
    System.arraycopy("grey".getBytes(UTF_8), 0, grey, 2, 4);
    open(codec("grey", key(1)), grey);

    assertThat(complaints).containsExactly("No installed keys could decrypt the message");
  }

  @Test
  void aChangedBitFailsTheChecksum() {
    byte[] packet = plain().seal(nack(1), true);
    packet[packet.length - 1] ^= 1;
    open(plain(), packet);

    assertThat(messages).isEmpty();
    assertThat(complaints).singleElement().asString().startsWith("invalid checksum");
  }

  @Test
  void aChecksumInsideOfCompressionIsAnUnknownMessage() {
    open(plain(), Compression.wrap(Crc.wrap(nack(1))));

    assertThat(complaints).containsExactly("message type 12 is not known here");
  }

  @Test
  void layersMayNestButNotWithoutEnd() {
    byte[] packet = nack(1);
    for (int i = 0; i < 8; i++) {
      packet = Compression.wrap(Compound.of(List.of(packet)));
    }
    open(plain(), packet);
    open(plain(), Compression.wrap(packet));

    assertThat(messages).containsExactly(new Nack(1));
    assertThat(complaints).containsExactly("layers are nested deeper than 16");
  }

  @Test
  void aDatagramInflatesToABoundedSizeHoweverItsPartsShareIt() {
    byte[] bomb = Compression.wrap(MessageCodec.encode(new Message.User(new byte[100_000])));
    assertThat(bomb).hasSizeLessThan(1_000);
    open(plain(), Compound.of(List.of(bomb, bomb, bomb)));

    assertThat(messages).hasSize(2);
    assertThat(complaints).singleElement().asString().contains("inflates to more than 62142 bytes");
  }

  @Test
  void theOverheadIsWhatLabelAndEncryptionAdd() {
    byte[] random = new byte[100];
    new Random(7).nextBytes(random);
    byte[] message = MessageCodec.encode(new Message.User(random));
    for (var codec : List.of(codec(""), codec("blue"), codec("", key(1)), codec("blue", key(1)))) {
      assertThat(codec.seal(message, false)).hasSize(message.length + codec.overhead());
    }
    assertThat(codec("blue", key(1)).overhead()).isEqualTo(2 + 4 + 29);
  }

  @Test
  void whatTheSinkThrowsIsNotTakenForAMalformedPart() {
    var thrown = new MalformedMessage("the layer above fails");
    var codec = plain();
    byte[] compound = Compound.of(List.of(nack(1), nack(2)));
    var failing =
        new PacketCodec.Sink() {
          @Override
          public void onMessage(Message message) {
            throw thrown;
          }

          @Override
          public void onMalformed(MalformedMessage cause) {
            complaints.add(cause.getMessage());
          }
        };

    assertThatThrownBy(() -> codec.open(compound, failing)).isSameAs(thrown);
    assertThat(complaints).isEmpty();
  }
}
