package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertisedAddressTest {
  private static InetAddress ip(String literal) throws Exception {
    return InetAddress.getByName(literal);
  }

  @Test
  void aBoundAddressIsAdvertisedInItsFourByteForm() {
    assertThat(AdvertisedAddress.choose(null, new InetSocketAddress("127.0.0.1", 7000)))
        .isEqualTo(Address.ipv4(127, 0, 0, 1, 7000));
  }

  /** As Serf does it, so that one may take the other's place on a host. */
  @Test
  void aPickedAddressIsAdvertisedInItsSixteenByteForm() throws Exception {
    assertThat(HexFormat.of().formatHex(AdvertisedAddress.longForm(ip("10.77.0.2"))))
        .isEqualTo("00000000000000000000ffff0a4d0002");
    assertThat(AdvertisedAddress.longForm(ip("fd00::1"))).isEqualTo(ip("fd00::1").getAddress());
  }

  @Test
  void aConfiguredAddressGoesBeforeTheBoundOne() {
    assertThat(
            AdvertisedAddress.choose(
                new HostPort("192.0.2.7", 8000), new InetSocketAddress("127.0.0.1", 7000)))
        .isEqualTo(Address.ipv4(192, 0, 2, 7, 8000));
  }

  @Test
  void theFirstPrivateAddressIsTakenAndIpv4Before6() throws Exception {
    var candidates =
        List.of(ip("127.0.0.1"), ip("8.8.8.8"), ip("fd00::1"), ip("192.168.3.4"), ip("10.0.0.1"));

    assertThat(AdvertisedAddress.firstPrivate(candidates)).contains(ip("192.168.3.4"));
    assertThat(AdvertisedAddress.firstPrivate(List.of(ip("8.8.8.8"), ip("fd00::1"))))
        .contains(ip("fd00::1"));
    assertThat(AdvertisedAddress.firstPrivate(List.of(ip("127.0.0.1"), ip("fe80::1")))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "100.64.0.1",
        "198.19.0.1",
        "fc00::1"
      })
  void privateNetworksAreThoseOfRfc6890(String literal) throws Exception {
    assertThat(AdvertisedAddress.isPrivate(ip(literal))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11.0.0.1",
        "172.32.0.1",
        "192.0.2.1",
        "169.254.1.1",
        "100.128.0.1",
        "127.0.0.1",
        "2001:db8::1"
      })
  void otherNetworksAreNot(String literal) throws Exception {
    assertThat(AdvertisedAddress.isPrivate(ip(literal))).isFalse();
  }
}
