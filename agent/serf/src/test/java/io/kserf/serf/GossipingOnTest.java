package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.ConflictResponse;
import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.KeyRequest;
import io.kserf.serf.wire.KeyResponse;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.serf.wire.PushPullState;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.serf.wire.UserEventMessage;
import io.kserf.swim.Pacing;
import io.kserf.swim.Turn;
import io.kserf.swim.wire.MsgpackWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is news is gossiped on, as it came. */
class GossipingOnTest {
  private final TestPool pool = new TestPool();
  private final Node node = pool.start("node", settings -> settings.pacing(Pacing.SERF));
  private final Stranger stranger = Stranger.among(pool, node);

  @Test
  void newsIsGossipedOnAndWhatIsKnownIsNot() {
    stranger.say(new LeaveIntent(5, "ghost", false));
    assertThat(node.serf.stats()).containsEntry("intent_queue", "1");
    stranger.say(new LeaveIntent(5, "ghost", false));
    stranger.say(new UserEventMessage(5, "deploy", null, false));
    stranger.say(new UserEventMessage(5, "deploy", null, false));
    stranger.say(new QueryMessage(5, 1, null, 0, "", null, 0, 0, 1, "load", null));
    stranger.say(new QueryMessage(5, 1, null, 0, "", null, 0, 0, 1, "load", null));
    pool.advance(Duration.ofMillis(250));

    assertThat(stranger.heard(LeaveIntent.class)).hasSize(1);
    assertThat(stranger.heard(UserEventMessage.class)).hasSize(1);
    assertThat(stranger.heard(QueryMessage.class)).hasSize(1);
    assertThat(node.seen.samples.get("serf.msgs.received")).hasSize(6);
  }

  @Test
  void joinIntentsAreGossipedOn() {
    stranger.say(new JoinIntent(5, "ghost"));
    stranger.say(new JoinIntent(5, "ghost"));

    assertThat(node.serf.stats()).containsEntry("intent_queue", "1");
  }

  @Test
  void fieldsThatOnlyOthersUnderstandAreGossipedOn() {
    byte[] fromTheFuture =
        new MsgpackWriter()
            .rawByte(1)
            .mapHeader(3)
            .field("LTime")
            .unsigned(5)
            .field("Node")
            .string("ghost")
            .field("Reason")
            .string("hunger")
            .toByteArray();

    stranger.say(fromTheFuture);

    assertThat(node.serf.broadcasts.take(Turn.ofAll(1), 3, 1400)).containsExactly(fromTheFuture);
  }

  @Test
  void everyMessageIsLoggedAtDebug() {
    stranger.say(new LeaveIntent(5, "ghost", false));
    stranger.say(new JoinIntent(6, "ghost"));
    stranger.say(new UserEventMessage(5, "deploy", null, false));
    stranger.say(new QueryMessage(5, 1, null, 0, "", null, 0, 0, 1, "load", null));
    stranger.say(new QueryResponse(5, 1, "ghost", 0, null));

    assertThat(node.seen.log)
        .contains(
            "[DEBUG] serf: messageLeaveType: ghost",
            "[DEBUG] serf: messageJoinType: ghost",
            "[DEBUG] serf: messageUserEventType: deploy",
            "[DEBUG] serf: messageQueryType: load",
            "[DEBUG] serf: messageQueryResponseType: ghost");
  }

  static List<SerfMessage> messagesThatComeInsideOthers() {
    return List.of(
        new PushPullState(1, 1, 1, Map.of(), List.of(), 0, List.of()),
        new ConflictResponse(null),
        new KeyRequest(null),
        new KeyResponse(true, "", null, ""));
  }

  @ParameterizedTest
  @MethodSource("messagesThatComeInsideOthers")
  void messagesThatComeInsideOthersAreRefusedOnTheirOwn(SerfMessage message) {
    stranger.say(message);

    assertThat(node.seen.counters).containsEntry(Complaints.MALFORMED, 1L);
    assertThat(node.seen.log.getLast())
        .startsWith("[WARN] serf: Error decoding a message of type " + message.type() + ": ")
        .endsWith("does not come as a message of its own");
  }
}
