package io.kserf.serf;

import io.kserf.serf.wire.KeyRequest;
import io.kserf.serf.wire.KeyResponse;
import io.kserf.serf.wire.SerfMessage;
import io.kserf.swim.Completion;
import io.kserf.swim.OpenOperations;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimException;
import io.kserf.swim.wire.MalformedMessage;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes the keys of the whole pool: an ordinary query, and a tally of what each member said. */
final class KeyOperations {
  static final String INSTALL = InternalQueries.PREFIX + "install-key";
  static final String USE = InternalQueries.PREFIX + "use-key";
  static final String REMOVE = InternalQueries.PREFIX + "remove-key";
  static final String LIST = InternalQueries.PREFIX + "list-keys";

  private final Swim swim;
  private final Queries queries;
  private final OpenOperations operations;

  KeyOperations(Swim swim, Queries queries, OpenOperations operations) {
    this.swim = swim;
    this.queries = queries;
    this.operations = operations;
  }

  /**
   * @param key base64 text; not used by {@link #LIST}
   */
  void run(String query, String key, Completion<KeyResult> done) {
    byte[] request;
    try {
      request = new KeyRequest(KeyText.decode(key)).encode();
    } catch (SerfException e) {
      done.failed(new SwimException(String.valueOf(e.getMessage())));
      return;
    }
    var tally = new Tally(swim.livingCount(), operations.open(done));
    try {
      queries.ask(query, request, QueryParams.DEFAULT, tally);
    } catch (SerfException e) {
      tally.refused(String.valueOf(e.getMessage()));
    }
  }

  /** Counts answers until all members have given one, or the query's deadline is over. */
  private static final class Tally implements QueryListener {
    private final int nodes;
    private final Completion<KeyResult> done;
    private final Map<String, String> messages = new LinkedHashMap<>();
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<String, Integer> primaryKeys = new LinkedHashMap<>();
    private int responses;
    private int errors;

    Tally(int nodes, Completion<KeyResult> done) {
      this.nodes = nodes;
      this.done = done;
    }

    @Override
    public void onAck(String from) {}

    @Override
    public void onResponse(String from, byte[] payload) {
      responses++;
      try {
        if (SerfMessage.decode(payload) instanceof KeyResponse response) {
          take(from, response);
        } else {
          fail(from, "Invalid key query response type: " + Arrays.toString(payload));
        }
      } catch (MalformedMessage e) {
        fail(from, "Failed to decode key query response: " + e.getMessage());
      }
      if (responses == nodes) {
        onDone();
      }
    }

    private void take(String from, KeyResponse response) {
      if (!response.result()) {
        fail(from, response.message());
        return;
      }
      if (!response.message().isEmpty()) {
        messages.put(from, response.message());
      }
      if (response.keys() != null) {
        response.keys().forEach(key -> keys.merge(key, 1, Integer::sum));
      }
      if (!response.primaryKey().isEmpty()) {
        primaryKeys.merge(response.primaryKey(), 1, Integer::sum);
      }
    }

    private void fail(String from, String why) {
      errors++;
      messages.put(from, why);
    }

    @Override
    public void onDone() {
      done.succeeded(
          new KeyResult(
              summary(), nodes, responses, errors, copy(messages), copy(keys), copy(primaryKeys)));
    }

    /** Answers that come late must not change a result that was handed out. */
    private static <V> Map<String, V> copy(Map<String, V> map) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private String summary() {
      if (errors > 0) {
        return errors + "/" + nodes + " nodes reported failure";
      }
      return responses < nodes ? responses + "/" + nodes + " nodes reported success" : "";
    }

    void refused(String why) {
      done.failed(new SwimException(why));
    }
  }
}
