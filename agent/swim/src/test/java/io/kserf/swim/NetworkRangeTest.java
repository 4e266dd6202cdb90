package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,     10.255.1.2:1,   true",
    "10.0.0.0/8,     11.0.0.1:1,     false",
    "10.1.2.3/8,     10.9.9.9:1,     true",
    "192.168.4.0/22, 192.168.7.9:1,  true",
    "192.168.4.0/22, 192.168.8.0:1,  false",
    "10.0.0.7,       10.0.0.7:1,     true",
    "10.0.0.7,       10.0.0.6:1,     false",
    "0.0.0.0/0,      203.0.113.9:1,  true",
    "0.0.0.0/0,      [fd00::1]:1,    false",
    "fd00::/8,       [fdff::1]:1,    true",
    "fd00::/8,       [fe00::1]:1,    false",
    "fd00:1::/33,    [fd00:1::1]:1,  true",
    "fd00:1::/33,    [fd00:1:8000::1]:1, false",
    "::/0,           [2001:db8::1]:1, true"
  })
  void anAddressIsInARangeThatSharesItsFirstBits(String range, String address, boolean inside) {
    assertThat(NetworkRange.parse(range).contains(Address.parse(address))).isEqualTo(inside);
  }

  @Test
  void bothFormsOfAnIpv4AddressAreInItsRange() {
    assertThat(NetworkRange.parse("10.0.0.0/8").contains(Address.parse("[::ffff:a00:1]:1")))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0/8",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0.0/08x",
        "fd00::/129",
        "localhost",
        "10.0.0.0/8/8",
        "10.0.0.1:7946"
      })
  void whatIsNoRangeIsRefusedWithWhatIsOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkRange.parse(text))
        .withMessage("'%s' is no network (10.0.0.0/8, fd00::/8, or one IP address)", text);
  }
}
