package io.kserf.daemon;

/** Loopback addresses that are this build's own: several may run on one machine. */
public final class Loopback {
  private static final String NETWORK = networkOf(ProcessHandle.current().pid());

  private Loopback() {}

  /** The address of one host, numbered from 1 to 254. */
  public static String address(int host) {
    return NETWORK + "." + host;
  }

  private static String networkOf(long pid) {
    return "127.%d.%d".formatted(200 + pid / 250 % 50, 1 + pid % 250);
  }
}
