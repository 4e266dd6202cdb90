package io.kserf.swim;

import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.Message.NodeState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Version bytes that are too few have brought other implementations down. */
class ShortVersionsTest {
  private static final byte[] VERSIONS = {1, 5, 2, 2, 5, 5, 7, 7};

  private final Instance self = Instance.started().amongTheWell();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
    assertThat(self.swim.members()).allMatch(member -> member.versions().length == 6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8})
  void anAliveMessageMayHaveAnyNumberOfThem(int count) {
    self.hear(alive(count, 1));
    assertThat(self.stateOf("m2")).isEqualTo("alive@1");

    self.hear(alive(count, 2));
    assertThat(self.stateOf("m2")).as("of a member that is known").isEqualTo("alive@2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 8})
  void soMayAClaimAboutThisMemberItself(int count) {
    Address own = Instance.ADDRESS;
    self.hear(new Message.Alive(1, "self", own.ip(), own.port(), META, first(count)));

    assertThat(self.swim.self().versions()).isEqualTo(Instance.VERSIONS);
  }

  @ParameterizedTest
  @EnumSource(MemberState.class)
  void soMayAnEntryOfAPushPull(MemberState state) {
    self.hear(alive(6, 1));
    for (int count = 0; count <= VERSIONS.length; count++) {
      var entry =
          new NodeState("m2", address(2).ip(), 7946, META, 1, state.ordinal(), first(count));
      assertThat(self.ask(new Message.PushPull(true, List.of(entry), new byte[0])))
          .as("%d bytes: this member's state is given in any case", count)
          .isInstanceOf(Message.PushPull.class);
    }
  }

  private static Message.Alive alive(int versions, long incarnation) {
    return new Message.Alive(incarnation, "m2", address(2).ip(), 7946, META, first(versions));
  }

  private static byte[] first(int count) {
    return Arrays.copyOf(VERSIONS, count);
  }
}
