package io.kserf.daemon.cli;

import java.util.List;

/** For fish from 3.0 on. */
final class FishCompletion implements Completion {
  private static final String BEFORE =
      """
      # Completes the words behind kserf in fish. Made by: kserf completion fish

      # Whether the command is this one; without an argument, whether there is none yet.
      function __kserf_at
          set -l words (commandline -opc)
          set -e words[1]
          for word in $words
              if not string match -q -- '-*' $word
                  test "$word" = "$argv[1]"
                  return
              end
          end
          test -z "$argv[1]"
      end

      function __kserf_members
          set -l words (commandline -opc)
          set -l lines (command $words[1] members 2>/dev/null)
          or return
          string replace -r '  .*' '' -- $lines
      end

      complete -c kserf -f
      """;

  @Override
  public String script(List<Entry> commands) {
    var script = new StringBuilder(BEFORE);
    for (Entry command : commands) {
      script.append("complete -c kserf -n __kserf_at -a ").append(command.name());
      script.append(" -d ").append(quoted(command.synopsis())).append('\n');
    }
    commands.forEach(command -> append(script, command));
    return script.toString();
  }

  private static void append(StringBuilder script, Entry command) {
    String start = "complete -c kserf -n '__kserf_at " + command.name() + "'";
    for (GoFlags.Flag flag : command.flags()) {
      script.append(start).append(" -o ").append(flag.name());
      script.append(flag.isToggle() ? "" : value(flag.offer())).append('\n');
    }
    if (command.arguments().kind() != Offer.Kind.NOTHING) {
      script.append(start).append(value(command.arguments())).append('\n');
    }
  }

  private static String value(Offer offer) {
    return switch (offer.kind()) {
      case NOTHING -> " -x";
      case WORDS -> " -x -a " + quoted(String.join(" ", offer.words()));
      case MEMBERS -> " -x -a '(__kserf_members)'";
      case FILES -> " -r -F";
      case FOLDERS -> " -x -a '(__fish_complete_directories)'";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
