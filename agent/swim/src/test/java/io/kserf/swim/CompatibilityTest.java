package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.wire.Message.NodeState;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
  private static final byte[] SERF = {1, 5, 2, 2, 5, 5};
  private static final byte[] SERF4 = {1, 5, 2, 2, 5, 4};

  @Test
  void membersThatSpeakTheSameMerge() {
    assertThatCode(() -> verify(remote(MemberState.ALIVE, SERF), local(SERF)))
        .doesNotThrowAnyException();
  }

  @Test
  void anOlderDelegateProtocolThatTheOthersSpeakMerges() {
    assertThatCode(
            () -> verify(remote(MemberState.ALIVE, new byte[] {1, 4, 2, 2, 4, 4}), local(SERF4)))
        .doesNotThrowAnyException();
  }

  @Test
  void aVersionAboveWhatAnotherSpeaksIsRefused() {
    assertThatThrownBy(
            () -> verify(remote(MemberState.ALIVE, new byte[] {1, 4, 2, 2, 4, 4}), local(SERF)))
        .isInstanceOf(SwimException.class)
        .hasMessage("Node 'here' delegate protocol version (5) is incompatible: [2, 4]");
  }

  @Test
  void aVersionBelowWhatAnotherSpeaksIsRefused() {
    assertThatThrownBy(
            () -> verify(remote(MemberState.ALIVE, new byte[] {3, 5, 3, 2, 5, 5}), local(SERF)))
        .hasMessage("Node 'here' protocol version (2) is incompatible: [3, 5]");
  }

  @Test
  void theRangesOfTheDeadDoNotCountButTheirVersionsDo() {
    assertThatCode(
            () -> verify(remote(MemberState.DEAD, new byte[] {3, 3, 2, 5, 5, 5}), local(SERF)))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> verify(remote(MemberState.DEAD, new byte[] {1, 9, 9, 2, 5, 5}), local(SERF)))
        .hasMessage("Node 'there' protocol version (9) is incompatible: [1, 5]");
  }

  @Test
  void missingVersionsCountAsZero() {
    assertThatThrownBy(() -> verify(remote(MemberState.ALIVE, null), local(SERF)))
        .hasMessage("Node 'there' protocol version (0) is incompatible: [1, 5]");
  }

  @Test
  void versionsAreUnsigned() {
    assertThatThrownBy(
            () ->
                verify(
                    remote(MemberState.ALIVE, new byte[] {1, 5, (byte) 200, 2, 5, 5}), local(SERF)))
        .hasMessage("Node 'there' protocol version (200) is incompatible: [1, 5]");
  }

  @Test
  void whoStatesNoRangeIsGivenTheDoubt() {
    assertThat(Compatibility.isPlausible(null)).isTrue();
    assertThat(Compatibility.isPlausible(new byte[] {0, 0})).isTrue();
    assertThat(Compatibility.isPlausible(new byte[] {0, 5, 2})).isFalse();
    assertThat(Compatibility.isPlausible(new byte[] {1, 0, 2})).isFalse();
    assertThat(Compatibility.isPlausible(new byte[] {5, 4, 4})).isFalse();
    assertThat(Compatibility.isPlausible(SERF)).isTrue();
  }

  private static void verify(NodeState remote, Member local) {
    Compatibility.verify(List.of(remote), List.of(local));
  }

  private static NodeState remote(MemberState state, byte[] versions) {
    return new NodeState(
        "there", Instance.address(2).ip(), 7946, Instance.META, 1, state.ordinal(), versions);
  }

  private static Member local(byte[] versions) {
    return new Member(
        new Identity("here", Instance.ADDRESS, Instance.META, versions), 1, MemberState.ALIVE, 0);
  }
}
