package io.kserf.swim.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Serf's decoders accept between them, and nothing else. */
class MsgpackReaderTest {
  private static final Fields PERSON = Fields.of("Name", "Age");

  private static MsgpackReader reader(String hex) {
    return new MsgpackReader(HexFormat.of().parseHex(hex));
  }

  /** Reads one value, which has to take all of the bytes. */
  private static <T> T read(String hex, Function<MsgpackReader, T> reading) {
    var in = reader(hex);
    T value = reading.apply(in);
    assertThat(in.remaining()).isZero();
    return value;
  }

  private static void assertRefused(String hex, Function<MsgpackReader, ?> reading) {
    assertThatThrownBy(() -> reading.apply(reader(hex))).isInstanceOf(MalformedMessage.class);
  }

  @ParameterizedTest
  @CsvSource({
    "c0, 0",
    "00, 0",
    "7f, 127",
    "cc80, 128",
    "cd0100, 256",
    "ce00000005, 5",
    "cf00000000ffffffff, 4294967295",
    "d07f, 127",
    "d1012c, 300",
    "d200000005, 5",
    "d30000000000000005, 5"
  })
  void anUnsignedFieldTakesEveryIntegerTypeIfTheValueFits(String hex, long expected) {
    assertThat(read(hex, MsgpackReader::uint32)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "d0ff", "d1ffff", "d3ffffffffffffffff", "cf0000000100000000"})
  void anUnsignedFieldTakesNeitherNegativeNorTooLargeValues(String hex) {
    assertRefused(hex, MsgpackReader::uint32);
  }

  @Test
  void eachWidthHasItsLimit() {
    assertThat(read("ccff", MsgpackReader::uint8)).isEqualTo(255);
    assertThat(read("cdffff", MsgpackReader::uint16)).isEqualTo(65_535);
    assertThat(read("cfffffffffffffffff", MsgpackReader::uint64)).isEqualTo(-1L);
    assertThat(read("d280000000", MsgpackReader::int32)).isEqualTo(Integer.MIN_VALUE);
    assertThat(read("d38000000000000000", MsgpackReader::int64)).isEqualTo(Long.MIN_VALUE);
    assertThat(read("e0", MsgpackReader::int64)).isEqualTo(-32);
    assertRefused("cd0100", MsgpackReader::uint8);
    assertRefused("ce00010000", MsgpackReader::uint16);
    assertRefused("d3ffffffffffffffff", MsgpackReader::uint64);
    assertRefused("ce80000000", MsgpackReader::int32);
    assertRefused("cf8000000000000000", MsgpackReader::int64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a3616263",
        "d903616263",
        "da0003616263",
        "db00000003616263",
        "c403616263",
        "c50003616263",
        "c600000003616263",
        "93616263"
      })
  void aTextComesInEveryRawStringAndBinaryTypeAndAsNumbers(String hex) {
    assertThat(read(hex, MsgpackReader::string)).isEqualTo("abc");
    assertThat(read(hex, MsgpackReader::bytes)).asString(ISO_8859_1).isEqualTo("abc");
  }

  @Test
  void nilIsTheZeroValueOfEverything() {
    assertThat(read("c0", MsgpackReader::string)).isEmpty();
    assertThat(read("c0", MsgpackReader::bytes)).isNull();
    assertThat(read("c0", MsgpackReader::bool)).isFalse();
    assertThat(read("c0", MsgpackReader::int64)).isZero();
    assertThat(read("c0", MsgpackReader::float64)).isZero();
    assertThat(reader("c0").arrayHeader()).isEqualTo(-1);
    assertThat(read("c0", MsgpackReader::mapHeader)).isEqualTo(-1);
    assertThat(reader("c0").struct(PERSON).next()).isFalse();
    assertThat(read("c0", MsgpackReader::nil)).isTrue();
    assertThat(reader("00").nil()).isFalse();
    assertThat(reader("").nil()).isFalse();
  }

  @Test
  void booleansAndFloatsComeAsNumbersToo() {
    assertThat(read("c3", MsgpackReader::bool)).isTrue();
    assertThat(read("01", MsgpackReader::bool)).isTrue();
    assertThat(read("00", MsgpackReader::bool)).isFalse();
    assertRefused("02", MsgpackReader::bool);
    assertThat(read("ca3fc00000", MsgpackReader::float64)).isEqualTo(1.5);
    assertThat(read("cb3ff8000000000000", MsgpackReader::float64)).isEqualTo(1.5);
    assertThat(read("d1ff7f", MsgpackReader::float64)).isEqualTo(-129);
    assertThat(read("cfffffffffffffffff", MsgpackReader::float64)).isEqualTo(0x1p64);
    assertRefused("a0", MsgpackReader::float64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "90", "ca3fc00000", "c3", "01"})
  void aTextIsNoOtherValue(String hex) {
    // An empty array is the one exception.
    if (hex.equals("90")) {
      assertThat(read(hex, MsgpackReader::string)).isEmpty();
    } else {
      assertRefused(hex, MsgpackReader::string);
    }
  }

  private static List<String> people(MsgpackReader in) {
    var read = new ArrayList<String>();
    for (var struct = in.struct(PERSON); struct.next(); ) {
      switch (struct.field()) {
        case "Name" -> read.add("Name=" + in.string());
        default -> read.add(struct.field() + "=" + in.uint8());
      }
    }
    return read;
  }

  @Test
  void aStructIsAMapInAnyOrderWithoutItsUnknownKeys() {
    // Age, a nested unknown value, a key that is no text, Name.
    String map = "84" + "a3416765" + "07" + "a17881a17992c0c4021122" + "0591c3" + "a44e616d65a162";
    assertThat(read(map, MsgpackReaderTest::people)).containsExactly("Age=7", "Name=b");
  }

  @Test
  void aStructIsAnArrayInTheOrderOfDeclaration() {
    assertThat(read("92a16207", MsgpackReaderTest::people)).containsExactly("Name=b", "Age=7");
    assertThat(read("91a162", MsgpackReaderTest::people)).containsExactly("Name=b");
    assertThat(read("94a16207c38101a0", MsgpackReaderTest::people))
        .containsExactly("Name=b", "Age=7");
  }

  @Test
  void keysAreCaseSensitiveAndComeInEveryTypeOfText() {
    assertThat(read("81a36167650a", MsgpackReaderTest::people)).isEmpty();
    assertThat(read("81c4034167650a", MsgpackReaderTest::people)).containsExactly("Age=10");
    assertThat(read("81d9034167650a", MsgpackReaderTest::people)).containsExactly("Age=10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "ff",
        "c0",
        "c2",
        "c3",
        "c40100",
        "c5000100",
        "c60000000100",
        "c7010000",
        "c800010000",
        "c9000000010000",
        "ca00000000",
        "cb0000000000000000",
        "cc00",
        "cd0000",
        "ce00000000",
        "cf0000000000000000",
        "d000",
        "d10000",
        "d200000000",
        "d30000000000000000",
        "d40000",
        "d5000000",
        "d60000000000",
        "d7000000000000000000",
        "d80000000000000000000000000000000000",
        "d90100",
        "da000100",
        "db0000000100",
        "a100",
        "920192c0c3",
        "dc000100",
        "dd0000000100",
        "810192c0c3",
        "de00010000",
        "df000000010000"
      })
  void aValueOfEveryTypeCanBePassedOver(String hex) {
    var in = reader(hex + "7b");
    in.skip();
    assertThat(in.uint8()).isEqualTo(123);
    for (int cut = 0; cut < hex.length() / 2; cut++) {
      byte[] bytes = HexFormat.of().parseHex(hex);
      byte[] shorter = Arrays.copyOf(bytes, cut);
      assertThatThrownBy(() -> new MsgpackReader(shorter).skip())
          .isInstanceOf(MalformedMessage.class);
    }
  }

  @Test
  void theOneUnusedTypeIsNoValue() {
    assertThatThrownBy(() -> reader("c1").skip())
        .hasMessage("a value expected at byte 0, but found type c1");
  }

  @Test
  void aLengthIsHeldAgainstWhatIsLeft() {
    assertThatThrownBy(() -> reader("dbffffffff61").string())
        .hasMessage(
            "string or byte array at byte 0 claims a length of 4294967295, but only 1 bytes"
                + " follow");
    assertRefused("c6ffffffff61", MsgpackReader::bytes);
    assertRefused("ddffffffff01", in -> in.arrayHeader());
    assertRefused("dfffffffff0101", MsgpackReader::mapHeader);
    assertRefused("820101", MsgpackReader::mapHeader);
    assertRefused("92a0a0", in -> in.arrayHeader(3));
    assertRefused("dfffffffff", in -> in.struct(PERSON));
    assertRefused("ddffffffff", in -> in.struct(PERSON));
  }

  @Test
  void nestingCostsNoStack() {
    byte[] nested = new byte[1_000_000];
    Arrays.fill(nested, (byte) 0x91);
    nested[nested.length - 1] = 0;
    var in = new MsgpackReader(nested);
    in.skip();
    assertThat(in.remaining()).isZero();
  }

  @Test
  void aSliceIsReadWithinItsBounds() {
    byte[] bytes = HexFormat.of().parseHex("ffa3616263ff");
    var in = new MsgpackReader(bytes, 1, 4);
    assertThat(in.position()).isEqualTo(1);
    assertThat(in.string()).isEqualTo("abc");
    assertThat(in.position()).isEqualTo(5);
    assertThatThrownBy(in::rawByte).isInstanceOf(MalformedMessage.class);
    assertThatThrownBy(() -> new MsgpackReader(bytes, 1, 3).string())
        .isInstanceOf(MalformedMessage.class);
  }

  @Test
  void bytesAreAnArrayOfTheirOwn() {
    byte[] bytes = HexFormat.of().parseHex("a3616263");
    byte[] read = new MsgpackReader(bytes).bytes();
    Arrays.fill(bytes, (byte) 0);
    assertThat(read).asString(ISO_8859_1).isEqualTo("abc");
  }
}
