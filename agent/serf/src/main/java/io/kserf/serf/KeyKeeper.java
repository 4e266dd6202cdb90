package io.kserf.serf;

import io.kserf.serf.wire.KeyRequest;
import io.kserf.serf.wire.KeyResponse;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.Keyring;
import io.kserf.swim.SwimException;
import io.kserf.swim.wire.MalformedMessage;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** Does to this member's keyring what key queries ask for, and answers with Serf's texts. */
final class KeyKeeper {
  /** No answer holds more keys than bytes of its limit divided by this. */
  private static final int MIN_ENCODED_KEY_BYTES = 25;

  private final Host host;
  private final int responseSizeLimit;
  private final Keyring keyring;
  private final SerfListener listener;

  KeyKeeper(Host host, SerfSettings settings, Keyring keyring, SerfListener listener) {
    this.host = host;
    this.responseSizeLimit = settings.queryResponseSizeLimit();
    this.keyring = keyring;
    this.listener = listener;
  }

  KeyResponse install(byte[] request) {
    host.info(() -> "serf: Received install-key query");
    return change("install key", request, keyring::add);
  }

  KeyResponse use(byte[] request) {
    host.info(() -> "serf: Received use-key query");
    return change("change primary key", request, keyring::use);
  }

  KeyResponse remove(byte[] request) {
    host.info(() -> "serf: Received remove-key query");
    return change("remove key", request, keyring::remove);
  }

  private KeyResponse change(String what, byte[] request, Consumer<byte[]> change) {
    byte[] key;
    try {
      key = keyOf(request);
    } catch (MalformedMessage e) {
      host.complaints().malformed("key request", e);
      return refusal("");
    }
    if (!keyring.isEnabled()) {
      String why = "No keyring to modify (encryption not enabled)";
      host.error(() -> "serf: " + why);
      return refusal(why);
    }
    try {
      change.accept(key);
      listener.onKeyringChanged();
      return new KeyResponse(true, "", null, "");
    } catch (SwimException | SerfException e) {
      String why = e.getMessage();
      host.error(() -> "serf: Failed to " + what + ": " + why);
      return refusal(why == null ? "" : why);
    }
  }

  private static byte[] keyOf(byte[] request) {
    return switch (SerfMessage.decode(request)) {
      case KeyRequest(var key) when key != null -> key;
      default -> throw new MalformedMessage("a key query carries no key");
    };
  }

  private static KeyResponse refusal(String why) {
    return new KeyResponse(false, why, null, "");
  }

  /** As many keys as the answer to {@code query} has room for, the primary first. */
  KeyResponse list(IncomingQuery query) {
    host.info(() -> "serf: Received list-keys query");
    if (!keyring.isEnabled()) {
      String why = "Keyring is empty (encryption not enabled)";
      host.error(() -> "serf: " + why);
      return refusal(why);
    }
    var encoder = Base64.getEncoder();
    List<String> keys = keyring.keys().stream().map(encoder::encodeToString).toList();
    var whole = new KeyResponse(true, "", keys, keys.getFirst());
    return query.fits(whole.encode()) ? whole : truncated(query, keys);
  }

  private KeyResponse truncated(IncomingQuery query, List<String> keys) {
    int count = Math.min(keys.size(), responseSizeLimit / MIN_ENCODED_KEY_BYTES);
    while (true) {
      var response =
          new KeyResponse(
              true,
              "truncated key list response, showing first %d of %d keys"
                  .formatted(count, keys.size()),
              keys.subList(0, count),
              keys.getFirst());
      if (count == 0 || query.fits(response.encode())) {
        return response;
      }
      count--;
    }
  }
}
