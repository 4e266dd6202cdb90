package io.kserf.daemon.cli;

import java.util.List;

/** For zsh's own completion system, as a file in {@code fpath} or sourced. */
final class ZshCompletion implements Completion {
  private static final String BEFORE =
      """
      #compdef kserf
      # Completes the words behind kserf in zsh. Made by: kserf completion zsh

      _kserf_members() {
        local lines
        local -a names
        lines=$("${(Q)kserf}" members 2> /dev/null) || return 1
        names=(${${(f)lines}%%  *})
        compadd -a names
      }

      _kserf() {
        local -a commands
        commands=(
      """;
  private static final String BETWEEN =
      """
        )
        if (( CURRENT == 2 )); then
          _describe command commands
          return
        fi
        local kserf=$words[1]
        shift words
        (( CURRENT-- ))
        case $words[1] in
      """;
  private static final String AFTER =
      """
        esac
      }

      if [[ ${funcstack[1]-} == _kserf ]]; then
        _kserf "$@"
      else
        compdef _kserf kserf
      fi
      """;

  @Override
  public String script(List<Entry> commands) {
    var script = new StringBuilder(BEFORE);
    for (Entry command : commands) {
      String text = command.name() + ":" + command.synopsis();
      script.append("    ").append(quoted(text)).append('\n');
    }
    script.append(BETWEEN);
    commands.forEach(command -> append(script, command));
    return script.append(AFTER).toString();
  }

  private static void append(StringBuilder script, Entry command) {
    script.append("    ").append(command.name()).append(")\n      _arguments");
    for (GoFlags.Flag flag : command.flags()) {
      String specification =
          flag.isToggle() ? "-" + flag.name() : "*-" + flag.name() + "=" + action(flag.offer());
      script.append(" \\\n        ").append(quoted(specification));
    }
    if (command.arguments().kind() != Offer.Kind.NOTHING) {
      script.append(" \\\n        ").append(quoted("*" + action(command.arguments())));
    }
    script.append("\n      ;;\n");
  }

  private static String action(Offer offer) {
    return switch (offer.kind()) {
      case NOTHING -> ":value: ";
      case WORDS -> ":value:(" + String.join(" ", offer.words()) + ")";
      case MEMBERS -> ":member:_kserf_members";
      case FILES -> ":file:_files";
      case FOLDERS -> ":folder:_files -/";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
