package io.kserf.swim;

import static io.kserf.swim.Instance.META;
import static io.kserf.swim.Instance.VERSIONS;
import static io.kserf.swim.Instance.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message.Error;
import io.kserf.swim.wire.Message.NodeState;
import io.kserf.swim.wire.Message.Ping;
import io.kserf.swim.wire.Message.PushPull;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinTest {
  private final Instance self = Instance.started();
  private final Outcome<Integer> outcome = new Outcome<>();

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
  }

  @Test
  void oneContactAfterTheOtherIsMade() {
    join(address(2), address(3));
    assertThat(self.exchanges).hasSize(1);
    assertThat(self.exchanges.getFirst().to()).isEqualTo(address(2));
    assertThat(self.exchanges.getFirst().timeout()).isEqualTo(Duration.ofSeconds(10));
    var request = (PushPull) self.exchanges.getFirst().request();
    assertThat(request.join()).isTrue();
    assertThat(request.nodes()).extracting(NodeState::name).containsExactly("self");

    accept();
    assertThat(self.exchanges).hasSize(2);
    assertThat(outcome.all()).isEmpty();
    accept();
    assertThat(outcome.all()).containsExactly("ok 2");
    assertThat(self.stateOf("m2")).isEqualTo("alive@1");
  }

  @Test
  void oneContactIsEnough() {
    join(address(2), address(3));
    refuse("connection refused");
    accept();

    assertThat(outcome.all()).containsExactly("ok 1");
  }

  @Test
  void withoutAnyContactTheReasonIsTold() {
    join(address(9));
    refuse("connection refused");

    assertThat(outcome.all())
        .containsExactly(
            "1 error occurred:\n\t* Failed to join 10.0.0.9:7946: connection refused\n\n");
  }

  @Test
  void withoutAnyContactAllReasonsAreTold() {
    join(address(8), address(9));
    refuse("connection refused");
    refuse("i/o timeout");

    assertThat(outcome.all())
        .containsExactly(
            "2 errors occurred:\n"
                + "\t* Failed to join 10.0.0.8:7946: connection refused\n"
                + "\t* Failed to join 10.0.0.9:7946: i/o timeout\n\n");
  }

  @Test
  void nobodyToJoinIsNoFailure() {
    join();

    assertThat(outcome.all()).containsExactly("ok 0");
  }

  @Test
  void anAddressWithoutAPortHasThePortThatEverybodyBinds() {
    join(address(2).withPort(0));

    assertThat(self.exchanges.getFirst().to()).isEqualTo(address(2));
  }

  @Test
  void anAddressThatCannotBeDialledIsAReasonToo() {
    join(Address.of(new byte[] {1, 2, 3}, 7946));

    assertThat(outcome.all()).singleElement().asString().contains("1 error occurred");
    assertThat(self.exchanges).isEmpty();
  }

  @Test
  void whatTheOtherSideComplainsOfIsTold() {
    join(address(9));
    self.answer(self.exchanges.getLast(), new Error("too busy"));

    assertThat(outcome.all())
        .containsExactly(
            "1 error occurred:\n" + "\t* Failed to join 10.0.0.9:7946: remote error: too busy\n\n");
  }

  @Test
  void aMissingKeyIsExplained() {
    join(address(9));
    self.answer(
        self.exchanges.getLast(),
        new Error("Encryption is configured but remote state is not encrypted"));

    assertThat(outcome.all())
        .singleElement()
        .asString()
        .contains("one side encrypts and the other does not: give both the same key, or none");
  }

  @Test
  void anotherKeyIsExplainedWhateverTheCaseOfTheText() {
    join(address(9));
    self.answer(self.exchanges.getLast(), new Error("no installed keys could decrypt the message"));

    assertThat(outcome.all()).singleElement().asString().contains("the encryption keys differ");
  }

  @Test
  void aReplyOfRubbishIsAFailure() {
    join(address(9));
    self.exchanges.getLast().reply().succeeded(new byte[] {99, 1, 2});

    assertThat(outcome.all())
        .singleElement()
        .asString()
        .startsWith("1 error occurred:\n\t* Failed to join 10.0.0.9:7946: unreadable reply: ");
  }

  @Test
  void aReplyThatIsNoPushPullIsAFailure() {
    join(address(9));
    self.answer(self.exchanges.getLast(), new Ping(1, "self", null, 0, ""));

    assertThat(outcome.all()).singleElement().asString().contains("the reply is no push/pull");
  }

  @Test
  void aPoolOfAnotherProtocolIsNotJoined() {
    join(address(9));
    var node = new NodeState("m9", address(9).ip(), 7946, META, 1, 0, new byte[6]);
    self.answer(self.exchanges.getLast(), new PushPull(true, List.of(node), new byte[0]));

    assertThat(outcome.all())
        .singleElement()
        .asString()
        .contains("10.0.0.9:7946: Node 'm9' protocol version (0) is incompatible: [1, 0]");
    assertThat(self.stateOf("m9")).isEqualTo("unknown");
  }

  @Test
  void aJoinEndsWithTheInstance() {
    join(address(2), address(3));
    self.swim.stop();
    assertThat(outcome.all()).containsExactly("this member has stopped");

    accept();
    assertThat(outcome.all()).hasSize(1);
    assertThat(self.exchanges).hasSize(1);
  }

  @Test
  void aStoppedInstanceJoinsNobody() {
    self.swim.stop();
    join(address(2));

    assertThat(outcome.all()).containsExactly("this member has stopped");
  }

  private void join(Address... addresses) {
    self.swim.join(
        Arrays.stream(addresses).map(address -> new JoinTarget("", address)).toList(), outcome);
  }

  private void refuse(String reason) {
    self.exchanges.getLast().reply().failed(new SwimException(reason));
  }

  private void accept() {
    var node = new NodeState("m2", address(2).ip(), 7946, META, 1, 0, VERSIONS);
    self.answer(self.exchanges.getLast(), new PushPull(true, List.of(node), new byte[0]));
  }
}
