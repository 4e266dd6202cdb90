package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.SerfException;
import io.kserf.swim.Address;
import io.kserf.swim.Pacing;
import io.kserf.swim.SwimConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerfConfigTest {
  private static final Address ADDRESS = Address.ipv4(10, 0, 0, 1, 7946);

  private static void assertRefused(SerfConfig config, String message) {
    assertThatThrownBy(() -> Serf.create(config))
        .isInstanceOf(SerfException.class)
        .hasMessage(message);
  }

  @Test
  void aConfigIsNeverChangedButCopied() {
    SerfConfig base = SerfConfig.lan().tag("role", "web");

    SerfConfig changed = base.tag("zone", "a").tag("role", "db");

    assertThat(base.settings().tags()).isEqualTo(Map.of("role", "web"));
    assertThat(changed.settings().tags()).isEqualTo(Map.of("role", "db", "zone", "a"));
  }

  @Test
  void theProfileSetsTheTimingAndTheRestIsKept() {
    SwimConfig membership =
        SerfConfig.lan()
            .profile(SwimConfig.Profile.WAN)
            .protocol(4)
            .compression(false)
            .label("blue")
            .membership("web1", ADDRESS);

    assertThat(membership.timing().probeInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(membership.protocolCurrent()).isEqualTo(4);
    assertThat(membership.framing().compression()).isFalse();
    assertThat(membership.framing().label()).isEqualTo("blue");
    assertThat(membership.advertise()).isEqualTo(ADDRESS);
  }

  @Test
  void theLibraryDoesNotCoalesceUnlessAsked() {
    assertThat(SerfConfig.lan().settings().coalescePeriod()).isZero();
    assertThat(SerfConfig.lan().coalesce(true).settings().coalescePeriod())
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void anEncryptionKeyThatIsNoBase64IsRefusedWithoutPrintingIt() {
    assertThatThrownBy(() -> SerfConfig.lan().encryptKey("not*base64"))
        .isInstanceOf(SerfException.class)
        .hasMessage("Invalid encryption key: illegal base64 data at input byte 3");
    assertThatThrownBy(() -> SerfConfig.lan().encryptKey("AAAAAAAAAAAAAAAAAAAAAA"))
        .hasMessage("Invalid encryption key: illegal base64 data at input byte 20");
  }

  @Test
  void anEmptyEncryptionKeyTurnsEncryptionOff() {
    assertThat(SerfConfig.lan().encryptKey("AAAAAAAAAAAAAAAAAAAAAA==").encryptKey("").keys())
        .isEmpty();
  }

  @Test
  void valuesOutOfRangeAreRefusedInSerfsWords() {
    SerfConfig config = SerfConfig.local().name("a").bind("127.71.4.1:0");

    assertRefused(config.protocol(9), "Protocol version '9' too high. Must be in range: [2, 5]");
    assertRefused(config.protocol(1), "Protocol version '1' too low. Must be in range: [2, 5]");
    assertRefused(
        config.encryptKey("AAAA"),
        "Failed to create memberlist: key size must be 16, 24 or 32 bytes");
    assertRefused(
        config.userEventSizeLimit(9217), "user event size limit exceeds limit of 9216 bytes");
    assertRefused(
        config.keys(List.of(new byte[16])).keyringFile(Path.of("keyring.json")),
        "Encryption key not allowed while using a keyring");
  }

  @Test
  void whomAMemberListensToAndHowSoonItGossipsArePassedOn() {
    SwimConfig membership =
        SerfConfig.fast()
            .allowedNetworks(List.of("10.0.0.0/8", "fd00::/8"))
            .strictSources(true)
            .pacing(Pacing.SERF)
            .membership("web1", ADDRESS);

    assertThat(membership.admission().strictSources()).isTrue();
    assertThat(membership.admission().allowed())
        .extracting(Object::toString)
        .containsExactly("10.0.0.0/8", "fd00::/8");
    assertThat(membership.pacing()).isEqualTo(Pacing.SERF);
    assertThat(membership.timing().probeInterval()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    assertThatThrownBy(() -> SerfConfig.lan().allowedNetworks(List.of("10.0.0.0/99")))
        .isInstanceOf(SerfException.class)
        .hasMessage(
            "allowed networks: '10.0.0.0/99' is no network"
                + " (10.0.0.0/8, fd00::/8, or one IP address)");
  }

  @Test
  void aMemberListensToItself() {
    SerfConfig config = SerfConfig.local().name("a").bind("127.71.4.1:0");

    assertThatThrownBy(() -> Serf.create(config.allowedNetworks(List.of("10.0.0.0/8"))))
        .isInstanceOf(SerfException.class)
        .hasMessageMatching(
            "the advertised address 127.71.4.1:\\d+ is in none of the allowed networks"
                + " \\[10.0.0.0/8]");
  }

  @Test
  void valuesOutOfRangeThatSerfTakesAreRefusedWithTheirKey() {
    SerfConfig config = SerfConfig.local().name("a").bind("127.71.4.1:0");

    assertRefused(config.querySizeLimit(0), "query size limit 0 must be 1 or more");
    assertRefused(
        config.reconnectInterval(Duration.ZERO),
        "reconnect interval PT0S must be longer than zero");
    assertRefused(
        config.leavePropagateDelay(Duration.ofSeconds(-1)),
        "leave propagate delay PT-1S is negative");
    assertRefused(
        config.label("x".repeat(256)),
        "label '%s' is longer than 255 bytes".formatted("x".repeat(256)));
  }
}
