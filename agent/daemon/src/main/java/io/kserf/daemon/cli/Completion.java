package io.kserf.daemon.cli;

import java.util.List;
import java.util.Map;

/** A script by which a shell completes the words behind {@code kserf}. */
interface Completion {
  /** A command: its name, what it is for, the flags that it parses, and what follows them. */
  record Entry(String name, String synopsis, List<GoFlags.Flag> flags, Offer arguments) {
    static Entry of(String name, Command command) {
      var flags = command.flags(new AgentFlags(Map.of()));
      return new Entry(name, command.synopsis(), flags.all(), command.arguments());
    }
  }

  String script(List<Entry> commands);
}
