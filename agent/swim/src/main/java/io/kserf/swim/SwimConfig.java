package io.kserf.swim;

/**
 * Settings of membership.
 *
 * @param name this member's name
 * @param advertise the address that others reach it at; IPv4 in its 4-byte form
 * @param protocolCurrent the delegate's (Serf's) protocol in use, index 5 of the version bytes
 * @param framing how messages become packets
 * @param timing how often, how long and to how many
 * @param admission whom to listen to
 * @param pacing how soon to gossip; memberlist has no such setting
 */
public record SwimConfig(
    String name,
    Address advertise,
    int protocolCurrent,
    Framing framing,
    Timing timing,
    Admission admission,
    Pacing pacing) {

  /** Timing presets, with Serf's numbers for the first three. */
  public enum Profile {
    /** One data centre. */
    LAN,
    /** Members far from each other. */
    WAN,
    /** One machine. */
    LOCAL,
    /**
     * Up to about 50 members in one good network, none of which stands still for a second: a crash
     * is noticed within a second and a half. Kserf's own. Members of other profiles may be in the
     * same pool: each judges others by its own times.
     */
    FAST
  }

  public static SwimConfig of(Profile profile, String name, Address advertise) {
    return new SwimConfig(
        name, advertise, 5, Framing.SERF, Timing.of(profile), Admission.OPEN, Pacing.AHEAD);
  }

  public SwimConfig withProtocol(int current) {
    return new SwimConfig(name, advertise, current, framing, timing, admission, pacing);
  }

  public SwimConfig withFraming(Framing other) {
    return new SwimConfig(name, advertise, protocolCurrent, other, timing, admission, pacing);
  }

  public SwimConfig withTiming(Timing other) {
    return new SwimConfig(name, advertise, protocolCurrent, framing, other, admission, pacing);
  }

  public SwimConfig withAdmission(Admission other) {
    return new SwimConfig(name, advertise, protocolCurrent, framing, timing, other, pacing);
  }

  public SwimConfig withPacing(Pacing other) {
    return new SwimConfig(name, advertise, protocolCurrent, framing, timing, admission, other);
  }

  /**
   * The six protocol numbers that this member announces, {@code min, max, current} of memberlist
   * and of Serf. All of Serf's protocols go with memberlist's 2.
   */
  byte[] versions() {
    return new byte[] {1, 5, 2, 2, 5, (byte) protocolCurrent};
  }
}
