package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
  @Property
  void whatAnIpv4AddressPrintsIsReadAgain(
      @ForAll @Size(4) byte[] ip, @ForAll @IntRange(max = 65535) int port) {
    var address = Address.of(ip, port);

    assertThat(Address.parse(address.toString())).isEqualTo(address);
  }

  @Property
  void whatAnIpv6AddressPrintsIsReadAgain(
      @ForAll @Size(16) byte[] ip, @ForAll @IntRange(max = 65535) int port) {
    var address = Address.of(ip, port);

    assertThat(Address.parse(address.toString()).isSameEndpoint(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[::]:1",
        "[::1]:7946",
        "[fd00::]:7946",
        "[1:2:3:4:5:6:7:8]:0",
        "[1:0:3::7:8]:65535",
        "0.0.0.0:0"
      })
  void addressesComeOutAsTheyWereWritten(String text) {
    assertThat(Address.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "10.0.0.1",
        "10.0.0.1:",
        "10.0.0.1:65536",
        "10.0.0.1:+1",
        "10.0.0.1:\u0661",
        "10.0.0:7946",
        "10.0.0.256:7946",
        "10.0.0.01:7946",
        "web1:7946",
        "fd00::1:7946",
        "[]:7946",
        "[10.0.0.1]:7946",
        "[1:2:3:4:5:6:7]:7946",
        "[1:2:3:4:5:6:7:8:9]:7946",
        "[1::2::3]:7946",
        "[1:2:3:4:5:6:7::8]:7946",
        "[12345::]:7946",
        "[fe80::1%eth0]:7946"
      })
  void anythingElseIsRefusedWithItsText(String text) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' is not an IP address with a port");
  }
}
