package io.kserf.swim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MsgpackWriterTest {

  private static String hex(IntegerDialect dialect, Consumer<MsgpackWriter> writing) {
    var out = new MsgpackWriter(dialect, 0);
    writing.accept(out);
    assertThat(out.position()).isEqualTo(out.toByteArray().length);
    return HexFormat.of().formatHex(out.toByteArray());
  }

  private static String hex(Consumer<MsgpackWriter> writing) {
    return hex(IntegerDialect.UNSIGNED, writing);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, cc80",
    "255, ccff",
    "256, cd0100",
    "65535, cdffff",
    "65536, ce00010000",
    "4294967295, ceffffffff",
    "4294967296, cf0000000100000000",
    "18446744073709551615, cfffffffffffffffff"
  })
  void anUnsignedNumberTakesTheSmallestType(String value, String expected) {
    assertThat(hex(out -> out.unsigned(Long.parseUnsignedLong(value)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00, 00",
    "127, 7f, 7f",
    "128, cc80, d10080",
    "32767, cd7fff, d17fff",
    "32768, cd8000, d200008000",
    "2147483647, ce7fffffff, d27fffffff",
    "2147483648, ce80000000, d30000000080000000",
    "-1, ff, ff",
    "-32, e0, e0",
    "-33, d0df, d0df",
    "-128, d080, d080",
    "-129, d1ff7f, d1ff7f",
    "-32769, d2ffff7fff, d2ffff7fff",
    "-2147483649, d3ffffffff7fffffff, d3ffffffff7fffffff"
  })
  void aSignedNumberFollowsTheDialectWhenItIsNotNegative(
      long value, String unsigned, String signed) {
    assertThat(hex(IntegerDialect.UNSIGNED, out -> out.signed(value))).isEqualTo(unsigned);
    assertThat(hex(IntegerDialect.SIGNED, out -> out.signed(value))).isEqualTo(signed);
  }

  @Test
  void stringsAndByteArraysLookAlikeAndNeitherStr8NorBinExists() {
    String longer = "x".repeat(32);
    assertThat(hex(out -> out.string("abc"))).isEqualTo("a3616263");
    assertThat(hex(out -> out.string(longer))).isEqualTo("da0020" + "78".repeat(32));
    assertThat(hex(out -> out.string("x".repeat(65_536)))).startsWith("db0001000078");
    assertThat(hex(out -> out.bytes(new byte[31]))).startsWith("bf00");
    assertThat(hex(out -> out.bytes(new byte[32]))).startsWith("da002000");
    assertThat(hex(out -> out.bytes(new byte[65_536]))).startsWith("db0001000000");
  }

  @Test
  void nilAndEmptyDiffer() {
    assertThat(hex(out -> out.bytes(null))).isEqualTo("c0");
    assertThat(hex(out -> out.bytes(new byte[0]))).isEqualTo("a0");
    assertThat(hex(MsgpackWriter::nil)).isEqualTo("c0");
  }

  @Test
  void aStringIsMeasuredInBytes() {
    assertThat(hex(out -> out.string("aé€😀"))).isEqualTo("aa61c3a9e282acf09f9880");
    assertThat(hex(out -> out.string("é".repeat(16)))).startsWith("da0020c3a9");
  }

  @Test
  void headersTakeTheSmallestType() {
    assertThat(hex(out -> out.arrayHeader(15))).isEqualTo("9f");
    assertThat(hex(out -> out.arrayHeader(16))).isEqualTo("dc0010");
    assertThat(hex(out -> out.arrayHeader(65_536))).isEqualTo("dd00010000");
    assertThat(hex(out -> out.mapHeader(15))).isEqualTo("8f");
    assertThat(hex(out -> out.mapHeader(16))).isEqualTo("de0010");
    assertThat(hex(out -> out.mapHeader(65_536))).isEqualTo("df00010000");
  }

  @Test
  void booleansFloatsAndRawBytesAreWritten() {
    assertThat(hex(out -> out.bool(true).bool(false))).isEqualTo("c3c2");
    assertThat(hex(out -> out.float64(1.5))).isEqualTo("cb3ff8000000000000");
    assertThat(hex(out -> out.rawByte(244).rawBytes(new byte[] {1, 2}))).isEqualTo("f40102");
  }

  @Test
  void whatWasTakenDoesNotChangeWithWhatIsWrittenLater() {
    var out = new MsgpackWriter();
    byte[] first = out.string("abc").toByteArray();
    byte[] copy = Arrays.copyOf(first, first.length);
    out.string("def");
    assertThat(first).isEqualTo(copy);
    assertThat(out.toByteArray()).hasSize(8);
  }
}
