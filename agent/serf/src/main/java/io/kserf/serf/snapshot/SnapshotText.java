package io.kserf.serf.snapshot;

import io.kserf.swim.Address;
import java.util.regex.Pattern;

/** How Serf writes the records of a snapshot. */
final class SnapshotText {
  static final String ALIVE = "alive: ";
  static final String NOT_ALIVE = "not-alive: ";
  static final String CLOCK = "clock: ";
  static final String EVENT_CLOCK = "event-clock: ";
  static final String QUERY_CLOCK = "query-clock: ";
  static final String LEAVE = "leave";
  static final String INCARNATION = "# kserf incarnation: ";

  private static final String COORDINATE = "coordinate: ";
  private static final String COMMENT = "#";
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern UNSIGNED_32 = Pattern.compile("[0-9]{1,10}");

  private SnapshotText() {}

  /**
   * @param line without its end
   * @throws MalformedRecord if it is no record, in the words of Serf's log
   */
  static SnapshotRecord parse(String line) {
    if (line.startsWith(ALIVE)) {
      return alive(line);
    } else if (line.startsWith(NOT_ALIVE)) {
      return new SnapshotRecord.NotAlive(line.substring(NOT_ALIVE.length()));
    } else if (line.startsWith(CLOCK)) {
      return new SnapshotRecord.Clock(time(line, CLOCK));
    } else if (line.startsWith(EVENT_CLOCK)) {
      return new SnapshotRecord.EventClock(time(line, EVENT_CLOCK));
    } else if (line.startsWith(QUERY_CLOCK)) {
      return new SnapshotRecord.QueryClock(time(line, QUERY_CLOCK));
    } else if (line.equals(LEAVE)) {
      return new SnapshotRecord.Leave();
    } else if (line.startsWith(INCARNATION)) {
      return incarnation(line);
    } else if (line.startsWith(COMMENT) || line.startsWith(COORDINATE)) {
      return new SnapshotRecord.Remark(line);
    }
    throw new MalformedRecord("Unrecognized snapshot line: " + line);
  }

  private static SnapshotRecord.Alive alive(String line) {
    // Names may contain blanks, addresses do not.
    int blank = line.lastIndexOf(' ');
    if (blank < ALIVE.length()) {
      throw new MalformedRecord("Failed to parse address: " + line);
    }
    String name = line.substring(ALIVE.length(), blank);
    try {
      return new SnapshotRecord.Alive(name, Address.parse(line.substring(blank + 1)));
    } catch (IllegalArgumentException e) {
      throw new MalformedRecord("Failed to parse address: " + e.getMessage());
    }
  }

  /** A comment in the first place, so that one which makes no sense is not worth a warning. */
  private static SnapshotRecord incarnation(String line) {
    String digits = line.substring(INCARNATION.length());
    if (UNSIGNED_32.matcher(digits).matches()) {
      long limit = Long.parseLong(digits);
      if (limit <= 0xffff_ffffL) {
        return new SnapshotRecord.Incarnation(limit);
      }
    }
    return new SnapshotRecord.Remark(line);
  }

  private static long time(String line, String prefix) {
    String digits = line.substring(prefix.length());
    try {
      if (DIGITS.matcher(digits).matches()) {
        return Long.parseLong(digits);
      }
    } catch (NumberFormatException e) {
      // Too large: no clock goes that far.
    }
    throw new MalformedRecord(
        "Failed to convert clock time: '%s' is not a number below 2^63".formatted(digits));
  }
}
