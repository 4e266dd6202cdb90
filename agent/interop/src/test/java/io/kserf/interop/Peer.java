package io.kserf.interop;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A member of a pool, whoever made it. It keeps the user events that it hears, and answers the
 * query {@code whoami} with its name.
 */
interface Peer extends AutoCloseable {
  String QUERY = "whoami";

  String name();

  /** Where it gossips, {@code ip:port}. */
  String address();

  List<Seen> members();

  /** Joins through another member. */
  void join(Peer other);

  /** Sets one tag and leaves the others as they are. */
  void setTag(String key, String value);

  void userEvent(String name, String payload);

  /** The user events heard so far, {@code NAME PAYLOAD}, in order. */
  List<String> userEvents();

  /** Asks everybody the query {@link #QUERY}; who answers, and what. Waits for the deadline. */
  Map<String, String> ask();

  /** Leaves with a word to the others, and ends. */
  void leave();

  /** Ends without a word. */
  void kill();

  /** Starts again, alone, as it was started at first. */
  void restart();

  /** What it wrote to its log since it was first started. */
  List<String> log();

  /** The status of each member that it knows, by name. */
  default Map<String, String> statuses() {
    return members().stream().collect(toMap(Seen::name, Seen::status));
  }

  default Optional<Seen> sees(Peer other) {
    return members().stream().filter(member -> member.name().equals(other.name())).findFirst();
  }

  /** Ends, if it has not ended, and leaves nothing behind. */
  @Override
  void close();
}
