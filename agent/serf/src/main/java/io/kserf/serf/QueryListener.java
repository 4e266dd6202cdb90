package io.kserf.serf;

/**
 * Receives what comes back to a query that this member asked, on the instance's thread, in the
 * order of arrival.
 */
public interface QueryListener {
  void onAck(String from);

  void onResponse(String from, byte[] payload);

  /** The deadline is over: nothing follows. */
  void onDone();
}
