package io.kserf.swim.wire;

/**
 * The side of a connection that writes. Only the dialler puts the label's header before its
 * message; both sides authenticate the label when they encrypt.
 */
public enum StreamSide {
  DIALLER,
  LISTENER
}
