package io.kserf.serf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What came back to a query: {@code ack NAME}, {@code NAME: TEXT}, and {@code done}. */
final class Replies implements QueryListener {
  private final List<String> heard = new ArrayList<>();

  /** Asks {@code load} of {@code node}'s pool. */
  void ask(TestPool.Node node, QueryParams params) {
    node.serf.query("load", "now".getBytes(UTF_8), params, this);
  }

  /** A query to everybody that wants acknowledgements, with the default timeout. */
  static QueryParams acknowledged(int relayFactor) {
    return new QueryParams(List.of(), Map.of(), true, relayFactor, Duration.ZERO);
  }

  @Override
  public void onAck(String from) {
    heard.add("ack " + from);
  }

  @Override
  public void onResponse(String from, byte[] payload) {
    heard.add(from + ": " + new String(payload, UTF_8));
  }

  @Override
  public void onDone() {
    heard.add("done");
  }

  List<String> heard() {
    return heard;
  }
}
