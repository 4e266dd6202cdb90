package io.kserf.node;

import io.kserf.serf.QueryListener;

/** A user's listener inside the engine: what it throws must not reach the engine. */
record GuardedListener(QueryListener listener, Guard guard) implements QueryListener {
  private static final String WHAT = "an answer to a query, whose listener failed,";

  @Override
  public void onAck(String from) {
    guard.run(WHAT, () -> listener.onAck(from));
  }

  @Override
  public void onResponse(String from, byte[] payload) {
    guard.run(WHAT, () -> listener.onResponse(from, payload));
  }

  @Override
  public void onDone() {
    guard.run(WHAT, listener::onDone);
  }
}
