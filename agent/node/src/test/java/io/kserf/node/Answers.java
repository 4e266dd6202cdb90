package io.kserf.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.serf.QueryListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the answers to a query. */
class Answers implements QueryListener {
  private final Map<String, String> responses = new ConcurrentHashMap<>();

  Map<String, String> responses() {
    return responses;
  }

  @Override
  public void onAck(String from) {}

  @Override
  public void onResponse(String from, byte[] payload) {
    responses.put(from, new String(payload, UTF_8));
  }

  @Override
  public void onDone() {}
}
