package io.kserf.swim;

/**
 * How messages become packets and streams.
 *
 * @param label memberlist's label: members of another one are not heard; empty for none
 * @param compression whether what this member sends is compressed where that makes it shorter;
 *     received is either
 * @param udpBufferSize the most bytes of a packet of gossip
 */
public record Framing(String label, boolean compression, int udpBufferSize) {
  /** Serf's: 1,400 bytes fit into an Ethernet frame with all headers. */
  public static final Framing SERF = new Framing("", true, 1400);

  public Framing withLabel(String other) {
    return new Framing(other, compression, udpBufferSize);
  }

  public Framing withCompression(boolean on) {
    return new Framing(label, on, udpBufferSize);
  }
}
