package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  /**
   * RFC 5952: the longest run of zeros is shortened, the first of equal ones, never a single one.
   */
  @ParameterizedTest
  @CsvSource({
    "0a000001, 10.0.0.1",
    "ffffffff, 255.255.255.255",
    "00000000000000000000ffff0a000001, 10.0.0.1",
    "00000000000000000000000000000000, ::",
    "00000000000000000000000000000001, ::1",
    "fd000000000000000000000000000000, fd00::",
    "20010db8000000000000000000000001, 2001:db8::1",
    "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
    "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "20010000000000010000000000000001, 2001:0:0:1::1",
    "00010002000300040005000600070008, 1:2:3:4:5:6:7:8",
    "fe80000000000000020000fffe00abcd, fe80::200:ff:fe00:abcd",
    "010203, ?010203"
  })
  void anAddressReadsAsGoPrintsIt(String hex, String text) {
    assertThat(Address.of(HexFormat.of().parseHex(hex), 1).ipText()).isEqualTo(text);
  }

  @Test
  void anIpv6AddressWithAPortIsInBrackets() {
    byte[] ip = HexFormat.of().parseHex("20010db8000000000000000000000001");
    assertThat(Address.of(ip, 7946)).hasToString("[2001:db8::1]:7946");
    assertThat(Address.ipv4(10, 0, 0, 1, 7946)).hasToString("10.0.0.1:7946");
  }

  @Test
  void theTwoFormsOfAnAddressAreOneEndpointButNotEqual() {
    var shortForm = Address.ipv4(10, 0, 0, 1, 7946);
    var longForm = Address.of(HexFormat.of().parseHex("00000000000000000000ffff0a000001"), 7946);

    assertThat(shortForm).isNotEqualTo(longForm);
    assertThat(shortForm.isSameEndpoint(longForm)).isTrue();
    assertThat(shortForm.isSameEndpoint(longForm.withPort(1))).isFalse();
    assertThat(shortForm.isSameEndpoint(Address.ipv4(10, 0, 0, 2, 7946))).isFalse();
  }

  @Test
  void equalAddressesHaveEqualHashes() {
    assertThat(Address.ipv4(10, 0, 0, 1, 7946))
        .isEqualTo(Address.ipv4(10, 0, 0, 1, 7946))
        .hasSameHashCodeAs(Address.ipv4(10, 0, 0, 1, 7946))
        .isNotEqualTo(Address.ipv4(10, 0, 0, 1, 7947));
  }

  @Test
  void onlyFourOrSixteenBytesAndAPortCanBeDialled() {
    assertThat(Address.of(new byte[4], 1).isDialable()).isTrue();
    assertThat(Address.of(new byte[16], 1).isDialable()).isTrue();
    assertThat(Address.of(new byte[4], 0).isDialable()).isFalse();
    assertThat(Address.of(new byte[5], 1).isDialable()).isFalse();
    assertThat(Address.of(new byte[0], 1).isDialable()).isFalse();
  }

  @Test
  void aPortIsAnUnsigned16BitNumber() {
    assertThat(Address.of(new byte[4], 65535).port()).isEqualTo(65535);
    assertThatIllegalArgumentException().isThrownBy(() -> Address.of(new byte[4], 65536));
    assertThatIllegalArgumentException().isThrownBy(() -> Address.of(new byte[4], -1));
  }
}
