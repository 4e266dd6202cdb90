package io.kserf.serf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What came back to a query: {@code ack NAME}, {@code NAME: TEXT}, and {@code done}. */
final class Replies implements QueryListener {
  private final List<String> heard = new ArrayList<>();

  @Override
  public void onAck(String from) {
    heard.add("ack " + from);
  }

  @Override
  public void onResponse(String from, byte[] payload) {
    heard.add(from + ": " + new String(payload, StandardCharsets.UTF_8));
  }

  @Override
  public void onDone() {
    heard.add("done");
  }

  List<String> heard() {
    return heard;
  }
}
