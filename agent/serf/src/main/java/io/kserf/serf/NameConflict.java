package io.kserf.serf;

import io.kserf.serf.wire.ConflictResponse;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.Address;
import io.kserf.swim.Member;
import io.kserf.swim.Swim;
import io.kserf.swim.wire.GoString;
import io.kserf.swim.wire.MalformedMessage;

/**
 * Two claim one name. When it is this member's, the pool votes by saying whom it knows by that
 * name, and without a majority this member has to go.
 */
final class NameConflict {
  private final Host host;
  private final SerfSettings settings;
  private final Swim swim;
  private final Lifecycle lifecycle;
  private final Queries queries;
  private final SerfListener listener;
  private boolean voting;

  NameConflict(
      Host host,
      SerfSettings settings,
      Swim swim,
      Lifecycle lifecycle,
      Queries queries,
      SerfListener listener) {
    this.host = host;
    this.settings = settings;
    this.swim = swim;
    this.lifecycle = lifecycle;
    this.queries = queries;
    this.listener = listener;
  }

  void onConflict(Member known, Address claimant) {
    if (!known.name().equals(swim.self().name())) {
      host.complaints()
          .refused(
              () ->
                  "serf: Name conflict for '%s' both %s and %s are claiming"
                      .formatted(known.name(), known.address(), claimant));
      return;
    }
    if (voting) {
      return;
    }
    host.error(
        () ->
            "serf: Node name conflicts with another node at %s. Names must be unique! (Resolution enabled: %s)"
                .formatted(claimant, settings.nameConflictResolution()));
    if (settings.nameConflictResolution()) {
      // The conflict shows in the middle of membership's work, which must not be asked to send now.
      voting = true;
      host.soon(this::vote);
    }
  }

  private void vote() {
    try {
      byte[] name = GoString.encode(swim.self().name());
      queries.ask(InternalQueries.CONFLICT, name, QueryParams.DEFAULT, new Vote());
    } catch (SerfException e) {
      voting = false;
      host.error(() -> "serf: Failed to start name resolution query: " + e.getMessage());
    }
  }

  /** Whom the others mean by this member's name. */
  private final class Vote implements QueryListener {
    private int votes;
    private int forThisMember;

    @Override
    public void onAck(String from) {}

    @Override
    public void onResponse(String from, byte[] payload) {
      try {
        if (SerfMessage.decode(payload) instanceof ConflictResponse(var known)) {
          votes++;
          if (known != null && isThisMember(known)) {
            forThisMember++;
          }
        } else {
          host.complaints()
              .refused(() -> "serf: Invalid conflict query response type from " + from);
        }
      } catch (MalformedMessage e) {
        host.complaints().malformed("conflict query response of " + from, e);
      }
    }

    private boolean isThisMember(ConflictResponse.Known known) {
      byte[] ip = known.addr() == null ? new byte[0] : known.addr();
      return Address.of(ip, known.port()).isSameEndpoint(swim.self().address());
    }

    @Override
    public void onDone() {
      voting = false;
      if (!lifecycle.isAlive()) {
        return;
      }
      String result = "[" + forThisMember + " / " + votes + "]";
      if (forThisMember >= votes / 2 + 1) {
        host.info(() -> "serf: majority in name conflict resolution " + result);
        return;
      }
      String reason = "minority in name conflict resolution, quiting " + result;
      host.warn(() -> "serf: " + reason);
      host.complaints().guard("the listener", () -> listener.onNameConflictLost(reason));
    }
  }
}
