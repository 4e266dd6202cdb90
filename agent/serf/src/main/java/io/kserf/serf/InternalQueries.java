package io.kserf.serf;

import io.kserf.serf.wire.ConflictResponse;
import io.kserf.serf.wire.ConflictResponse.Known;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.wire.GoString;
import org.jspecify.annotations.Nullable;

/** Queries that Serf asks for itself. They are answered here and never reach the application. */
final class InternalQueries {
  static final String PREFIX = "_serf_";
  static final String PING = PREFIX + "ping";
  static final String CONFLICT = PREFIX + "conflict";

  private final Host host;
  private final String self;
  private final MemberTable table;
  private final KeyKeeper keys;

  InternalQueries(Host host, String self, MemberTable table, KeyKeeper keys) {
    this.host = host;
    this.self = self;
    this.table = table;
    this.keys = keys;
  }

  static boolean isInternal(String name) {
    return name.startsWith(PREFIX);
  }

  void answer(IncomingQuery query) {
    switch (query.name()) {
      case PING -> {
        // The acknowledgement that was sent already is all that it asks for.
      }
      case CONFLICT -> answerConflict(query);
      case KeyOperations.INSTALL -> respond(query, keys.install(query.payload()));
      case KeyOperations.USE -> respond(query, keys.use(query.payload()));
      case KeyOperations.REMOVE -> respond(query, keys.remove(query.payload()));
      case KeyOperations.LIST -> respond(query, keys.list(query));
      default ->
          host.complaints().refused(() -> "serf: Unhandled internal query '" + query.name() + "'");
    }
  }

  /** Says whom this member knows by the name. Who claims it himself has no vote. */
  private void answerConflict(IncomingQuery query) {
    byte[] payload = query.payload();
    String name = GoString.decode(payload, 0, payload.length);
    if (name.equals(self)) {
      return;
    }
    host.debug(() -> "serf: Got conflict resolution query for '" + name + "'");
    MemberRecord record = table.find(name);
    respond(query, new ConflictResponse(record == null ? null : known(record.member())));
  }

  private static Known known(SerfMember member) {
    var v = member.versions();
    byte[] versions = {
      (byte) v.protocolMin(),
      (byte) v.protocolMax(),
      (byte) v.protocolCurrent(),
      (byte) v.delegateMin(),
      (byte) v.delegateMax(),
      (byte) v.delegateCurrent()
    };
    return new Known(
        member.name(),
        member.address().ip(),
        member.address().port(),
        member.tags(),
        member.status().ordinal(),
        versions);
  }

  private void respond(IncomingQuery query, @Nullable SerfMessage answer) {
    if (answer == null) {
      return;
    }
    try {
      query.respond(answer.encode());
    } catch (SerfException e) {
      host.complaints()
          .refused(
              () -> "serf: Failed to respond to " + query.name() + " query: " + e.getMessage());
    }
  }
}
