package io.kserf.node;

import static io.kserf.node.Members.addressOf;
import static io.kserf.node.Members.awaitStatus;
import static io.kserf.node.Members.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Seeds that are looked for in the background, on real sockets. */
class SeedsTest {
  private static final Duration OFTEN = Duration.ofMillis(200);

  @RegisterExtension final Members members = new Members("127.71.9");

  @Test
  void aMemberFindsASeedThatIsStartedLater() {
    Serf early =
        members.start(
            "early", config -> config.reconnectInterval(OFTEN).seeds(List.of("127.71.9.2:7946")));

    Serf seed = members.start("seed", config -> config.bind("127.71.9.2:7946"));

    awaitStatus(early, "seed", MemberStatus.ALIVE);
    awaitStatus(seed, "early", MemberStatus.ALIVE);
  }

  @Test
  void aSeedThatCannotBeResolvedIsToldOnceAndKeepsNoOtherFromBeingFound() {
    Serf seed = members.start("seed");

    Serf late =
        members.start(
            "late",
            config ->
                config
                    .reconnectInterval(OFTEN)
                    .seeds(List.of("nosuch.invalid", "seed/" + addressOf(seed))));

    awaitStatus(late, "seed", MemberStatus.ALIVE);
    assertThat(members.log())
        .filteredOn(line -> line.contains("WARN") && line.contains("nosuch.invalid"))
        .singleElement()
        .asString()
        .contains("kserf: seed: Failed to resolve nosuch.invalid: lookup nosuch.invalid");
  }

  @Test
  void seedsThatAreAddedLaterBringTwoPoolsTogether() {
    Serf a = members.start("a", config -> config.reconnectInterval(OFTEN));
    Serf b = members.start("b");
    Serf c = members.start("c");
    Serf d = members.start("d");
    join(a, b);
    join(c, d);

    a.addSeeds(List.of(addressOf(b), addressOf(d)));

    // The others hear of it by gossip, which may miss one for a while.
    awaitStatus(a, "c", MemberStatus.ALIVE);
    awaitStatus(d, "b", MemberStatus.ALIVE);
  }

  @Test
  void aSeedThatIsNoAddressIsRefusedAtOnce() {
    SerfConfig config = SerfConfig.lan();

    assertThatThrownBy(() -> config.seeds(List.of("10.0.0.1", "10.0.0.1:x")))
        .isInstanceOf(SerfException.class)
        .hasMessageStartingWith("join address '10.0.0.1:x' is not host:port");
    assertThatThrownBy(() -> config.seeds(List.of("/10.0.0.1")))
        .hasMessage("empty node name provided");
  }

  @Test
  void seedsAndTheWishNotToLookForThemDoNotGoTogether() {
    SerfConfig config = SerfConfig.local().seeds(List.of("10.0.0.1")).rejoinForever(false);

    assertThatThrownBy(() -> Serf.create(config))
        .isInstanceOf(SerfException.class)
        .hasMessage("seeds are looked for only with rejoinForever (or use join)");
  }

  @Test
  void rejoiningForEverIsOnUnlessItIsTurnedOff() {
    assertThat(SerfConfig.lan().settings().rejoinForever()).isTrue();
    assertThat(SerfConfig.lan().rejoinForever(false).settings().rejoinForever()).isFalse();
  }
}
