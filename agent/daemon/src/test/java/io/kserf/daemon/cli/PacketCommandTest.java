package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketCommandTest {
  private static final String NACK = "0b81a55365714e6f12";
  private static final String NACK_SHOWN =
      """
      {"message": {"type": 11, "type_name": "nackResp", "fields": {"SeqNo": 18}}}
      """;
  private static final String KEY = "0XoPibxG4OzCqojgdcZQug==";
  private static final String OTHER_KEY = "lfOheT64XXLXhtZddyDuMQ==";
  private static final String ENCRYPTED =
      "0133747a80ecbaedff01567f7123b0c09dd03aaf29561dd4ce2a657e53d3f68ab375cac80327";
  // A TCP ping of "gamma", without the source fields of newer peers.
  private static final String PING = "0082a44e6f6465a567616d6d61a55365714e6f12";

  private final CommandLine kserf = new CommandLine(Map.of());

  private int decode(String in, String... flags) {
    var words = new ArrayList<>(List.of("packet", "decode"));
    words.addAll(List.of(flags));
    return kserf.run(words, in);
  }

  @Test
  void blankLinesCaseAndSeparatorsDoNotMatterNorDoesAMissingLineEnd() {
    assertThat(decode("\n  \r\n" + NACK + "\r\n\n0B:81 A5 53 65\t71:4e:6f:12")).isZero();
    assertThat(kserf.out()).isEqualTo(NACK_SHOWN + NACK_SHOWN);
    assertThat(kserf.err()).isEmpty();
  }

  @Test
  void noInputIsNoError() {
    assertThat(decode("")).isZero();
    assertThat(kserf.out()).isEmpty();
  }

  @Test
  void aBadLineIsToldWithItsNumberAndTheOthersArePrintedNevertheless() {
    assertThat(decode(NACK + "\n\n0b8\nxyz\n" + NACK + "\n")).isEqualTo(1);
    assertThat(kserf.out()).isEqualTo(NACK_SHOWN + NACK_SHOWN);
    assertThat(kserf.err())
        .isEqualTo(
            """
            line 3: an odd number of hexadecimal digits, 3 (is the last one missing?)
            line 4: column 1 is no hexadecimal digit
            """);
  }

  @Test
  void everyKeyIsTriedAndTheOneThatFitsIsNamed() {
    assertThat(decode(ENCRYPTED, "-key", OTHER_KEY, "-key", KEY)).isZero();
    assertThat(kserf.out()).contains("\"key_b64\": \"" + KEY + "\"");
  }

  @Test
  void aPacketOfAnotherKeySaysWhatToTry() {
    assertThat(decode(ENCRYPTED, "-key=" + OTHER_KEY)).isEqualTo(1);
    assertThat(kserf.out()).isEmpty();
    assertThat(kserf.err())
        .isEqualTo(
            "line 1: No installed keys could decrypt the message"
                + " (try another -key or -label, or none where nothing is encrypted)\n");
  }

  @Test
  void anEncryptedPacketWithoutAKeySaysThatOneMayBeMissing() {
    assertThat(decode(ENCRYPTED)).isEqualTo(1);
    assertThat(kserf.err()).hasLineCount(1).startsWith("line 1: ").contains("try -key");
  }

  @Test
  void anEncryptedStreamWithoutAKeyNeedsOne() {
    assertThat(decode("0a00000001ff", "-stream")).isEqualTo(1);
    assertThat(kserf.err())
        .isEqualTo(
            "line 1: Remote state is encrypted and encryption is not configured (try -key)\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA", "not base64!", ""})
  void aKeyThatIsNoneIsRefusedAndNotRepeated(String key) {
    assertThat(decode(NACK, "-key=" + KEY, "-key=" + key)).isEqualTo(1);
    assertThat(kserf.out())
        .isEqualTo("Bad -key, number 2: it must be base64 of 16, 24 or 32 bytes\n");
  }

  @Test
  void aPacketThatIsCutShortAnywhereIsTold() {
    for (int length = 2; length < PING.length(); length += 2) {
      var cut = new CommandLine(Map.of());
      assertThat(cut.run(List.of("packet", "decode"), PING.substring(0, length))).isEqualTo(1);
      assertThat(cut.err()).hasLineCount(1).startsWith("line 1: ");
      assertThat(cut.out()).isEmpty();
    }
    assertThat(decode(PING)).isZero();
  }

  @Test
  void aStreamThatIsCutShortAnywhereIsTold() {
    for (int length = 2; length < PING.length(); length += 2) {
      var cut = new CommandLine(Map.of());
      assertThat(cut.run(List.of("packet", "decode", "-stream"), PING.substring(0, length)))
          .isEqualTo(1);
      assertThat(cut.err())
          .isEqualTo(
              "line 1: the message does not end with the %d bytes that are here\n"
                  .formatted(length / 2));
    }
    assertThat(decode(PING, "-stream")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"''", "-stream"})
  void bytesBehindTheMessageAreCounted(String flag) {
    assertThat(decode(PING + "c0ff", flag.isEmpty() ? new String[0] : new String[] {flag}))
        .isZero();
    assertThat(kserf.out()).contains("\"trailing_bytes\": 2");
  }

  @Test
  void theLabelIsTakenFromThePacketOrHeldAgainstIt() {
    String labelled = "f404626c7565" + NACK;
    assertThat(decode(labelled)).isZero();
    assertThat(decode(labelled, "-label=blue")).isZero();
    assertThat(kserf.out()).contains("{\"label\": \"blue\", \"message\": ");
    assertThat(decode(labelled, "-label=red")).isEqualTo(1);
    assertThat(kserf.err()).startsWith("line 1: the label \"blue\" is not this pool's \"red\"");
  }

  @Test
  void aLabelThatIsNotUtf8ComesOutAgain() {
    String labelled = "f402ff41" + NACK;
    assertThat(decode(labelled)).isZero();
    assertThat(decode(labelled, "-reencode")).isZero();
    assertThat(kserf.out())
        .startsWith("{\"label\": \"\\udcffA\", ")
        .endsWith("\n" + labelled + "\n");
  }

  @Test
  void aLabelThatNoPacketCanHoldIsRefused() {
    assertThat(decode(NACK, "-label=" + "x".repeat(256))).isEqualTo(1);
    assertThat(kserf.err()).contains("a label has at most 255 bytes");
  }

  @Test
  void aLineThatIsTooLongIsPassedOver() {
    String long1 = "00".repeat(PacketDecoder.MAX_PACKET_BYTES + 1);
    assertThat(decode(long1 + "\n" + NACK)).isEqualTo(1);
    assertThat(kserf.err())
        .isEqualTo("line 1: more than 65,536 bytes (a TCP stream needs -stream)\n");
    assertThat(kserf.out()).isEqualTo(NACK_SHOWN);
  }

  @Test
  void aNameThatIsNotUtf8AndACoordinateThatIsNoNumberStillMakeJson() {
    // An ack whose coordinate has an infinite error, and a ping of the name ff.
    String ack = "0282a75061796c6f6164b10181a54572726f72cb7ff0000000000000a55365714e6f01";
    assertThat(decode("0082a44e6f6465a1ffa55365714e6f12\n" + ack)).as(kserf::err).isZero();
    assertThat(kserf.out()).contains("\"Node\": \"\\udcff\"").contains("\"Error\": \"Infinity\"");
  }

  @Test
  void nothingThatWasCapturedReachesATerminalAsAControlCharacter() {
    String ping = "0082a44e6f6465a3c29b1ba55365714e6f12"; // of the name U+009B ESC
    assertThat(decode(ping + "\nf4021b37" + NACK)).isZero();
    assertThat(decode("f4021b37" + NACK, "-label=red")).isEqualTo(1);
    assertThat(kserf.out()).contains("\"Node\": \"\\u009b\\u001b\"").doesNotContain("\u001b");
    assertThat(kserf.err()).isEqualTo("line 1: the label \"?7\" is not this pool's \"red\"\n");
  }

  @Test
  void relaysWithinRelaysAreNotFollowed() {
    String relay = "0981a8446573744e616d65a178";
    assertThat(decode("08" + relay.repeat(2) + "0182a54c54696d6501a44e6f6465a178")).isZero();
    assertThat(kserf.out()).contains("\"relayed\": {\"serf_type\": null");
  }

  @Test
  void theCommandNeedsASubcommandAndTakesNothingElse() {
    assertThat(kserf.run(List.of("packet"))).isEqualTo(1);
    assertThat(kserf.run(List.of("packet", "encode"))).isEqualTo(1);
    assertThat(kserf.out()).contains("Usage: kserf packet decode");
    assertThat(decode("", "x")).isEqualTo(1);
    assertThat(kserf.out()).contains("Too many command line arguments.");
  }
}
