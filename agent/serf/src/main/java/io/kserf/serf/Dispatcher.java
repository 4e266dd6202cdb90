package io.kserf.serf;

import io.kserf.serf.wire.ConflictResponse;
import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.KeyRequest;
import io.kserf.serf.wire.KeyResponse;
import io.kserf.serf.wire.LeaveIntent;
import io.kserf.serf.wire.PushPullState;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.serf.wire.RelayMessage;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.serf.wire.UserEventMessage;
import io.kserf.swim.wire.MalformedMessage;

/**
 * Takes Serf's messages from the network to the part that they concern, and gossips on what was
 * news: the very bytes that came, so that fields which only others understand are not lost.
 */
final class Dispatcher {
  private final Host host;
  private final Intents intents;
  private final UserEvents userEvents;
  private final Queries queries;
  private final Answers answers;
  private final Broadcasts broadcasts;

  Dispatcher(
      Host host,
      Intents intents,
      UserEvents userEvents,
      Queries queries,
      Answers answers,
      Broadcasts broadcasts) {
    this.host = host;
    this.intents = intents;
    this.userEvents = userEvents;
    this.queries = queries;
    this.answers = answers;
    this.broadcasts = broadcasts;
  }

  void onMessage(byte[] message) {
    if (message.length == 0) {
      return;
    }
    host.sample("serf.msgs.received", message.length);
    try {
      dispatch(SerfMessage.decode(message), message);
    } catch (MalformedMessage e) {
      host.complaints().malformed("a message of type " + (message[0] & 0xff), e);
    }
  }

  private void dispatch(SerfMessage decoded, byte[] message) {
    switch (decoded) {
      case LeaveIntent leave -> {
        host.debug(() -> "serf: messageLeaveType: " + leave.node());
        if (intents.onLeave(leave)) {
          broadcasts.intent(message);
        }
      }
      case JoinIntent join -> {
        host.debug(() -> "serf: messageJoinType: " + join.node());
        if (intents.onJoin(join)) {
          broadcasts.intent(message);
        }
      }
      case UserEventMessage event -> {
        host.debug(() -> "serf: messageUserEventType: " + event.name());
        if (userEvents.receive(event)) {
          broadcasts.event(message);
        }
      }
      case QueryMessage query -> {
        host.debug(() -> "serf: messageQueryType: " + query.name());
        if (queries.receive(query)) {
          broadcasts.query(message);
        }
      }
      case QueryResponse response -> {
        host.debug(() -> "serf: messageQueryResponseType: " + response.from());
        queries.onResponse(response);
      }
      case RelayMessage relay -> answers.forward(relay);
      case PushPullState ignored -> throw misplaced("a push/pull state");
      case ConflictResponse ignored -> throw misplaced("a conflict response");
      case KeyRequest ignored -> throw misplaced("a key request");
      case KeyResponse ignored -> throw misplaced("a key response");
    }
  }

  private static MalformedMessage misplaced(String what) {
    return new MalformedMessage(what + " does not come as a message of its own");
  }
}
