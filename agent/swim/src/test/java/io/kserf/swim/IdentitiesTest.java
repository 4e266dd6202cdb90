package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two instances that are given the same identities. */
class IdentitiesTest {
  private final Map<Identity, Identity> known = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Instance one = instance();
  private final Instance other = instance();

  private Instance instance() {
    return Instance.started(settings -> settings.identities = this::shared);
  }

  private Identity shared(Identity identity) {
    asked.add(identity.name());
    return known.computeIfAbsent(identity, first -> first);
  }

  private static Identity identityIn(Instance instance) {
    return instance.swim.member("m2").identity();
  }

  @Test
  void instancesThatKnowTheSameOfAMemberShareIt() {
    one.meet(2);
    other.meet(2);

    assertThat(identityIn(one)).isSameAs(identityIn(other));
  }

  @Test
  void newMetaIsANewIdentityForWhoeverHasHeardOfIt() {
    one.meet(2);
    other.meet(2);
    Message update = Instance.alive("m2", Instance.address(2), 2, new byte[] {9});

    one.hear(update);
    assertThat(identityIn(one)).isNotEqualTo(identityIn(other));

    other.hear(update);
    assertThat(identityIn(one)).isSameAs(identityIn(other));
  }

  @Test
  void nobodyIsAskedAgainForWhatHasNotChanged() {
    one.meet(2);
    asked.clear();
    Identity before = identityIn(one);

    one.hear(Instance.alive(2, 2));
    one.hear(new Message.Suspect(2, "m2", "m3"));
    one.hear(new Message.Dead(2, "m2", "m3"));
    one.hear(Instance.alive(2, 3));

    assertThat(asked).isEmpty();
    assertThat(identityIn(one)).isSameAs(before);
    assertThat(one.stateOf("m2")).isEqualTo("alive@3");
  }
}
