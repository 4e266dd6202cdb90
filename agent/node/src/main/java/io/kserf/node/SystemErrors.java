package io.kserf.node;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/** What the operating system says about a socket, in its own words as Serf prints them. */
final class SystemErrors {
  private SystemErrors() {}

  /** For instance {@code connection refused} or {@code network is unreachable}. */
  static String text(Throwable failure) {
    if (failure instanceof SocketTimeoutException) {
      return "i/o timeout";
    }
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getSimpleName();
    }
    // Netty appends the address, which the caller names already.
    int address = failure instanceof ConnectException ? message.lastIndexOf(": ") : -1;
    return (address < 0 ? message : message.substring(0, address)).toLowerCase(Locale.ROOT);
  }
}
