package io.kserf.daemon.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For bash from 3.2 on. It may split a word at {@code =}, which is why both forms are handled. */
final class BashCompletion implements Completion {
  private static final String BEFORE =
      """
      # Completes the words behind kserf in bash. Made by: kserf completion bash

      # Offers the lines of $1 that begin with the word at the cursor. They are not expanded: names of members were
      # chosen by others.
      _kserf_offer() {
        local line
        while IFS= read -r line; do
          if [[ -n $line && $line == "$cur"* ]]; then
            COMPREPLY+=("$prefix$(printf %q "$line")")
          fi
        done <<< "$1"
      }

      _kserf_members() {
        local lines line names=''
        lines=$("${COMP_WORDS[0]}" members 2> /dev/null) || return 0
        while IFS= read -r line; do
          names+=${line%%  *}$'\\n'
        done <<< "$lines"
        _kserf_offer "$names"
      }

      # Offers files, or folders with -d.
      _kserf_paths() {
        local path
        compopt -o filenames 2> /dev/null
        while IFS= read -r path; do
          [[ -n $path ]] && COMPREPLY+=("$prefix$path")
        done <<< "$(compgen "$1" -- "$cur")"
      }

      _kserf() {
        local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
        local prefix='' flag='' joined='' command='' i
        COMPREPLY=()
        for ((i = 1; i < COMP_CWORD; i++)); do
          if [[ ${COMP_WORDS[i]} != -* ]]; then
            command=${COMP_WORDS[i]}
            break
          fi
        done
        if [[ $cur == -*=* ]]; then
          flag=${cur%%=*} prefix=${cur%%=*}= cur=${cur#*=} joined='='
        elif [[ $cur == = ]]; then
          flag=$before cur='' joined='='
        elif [[ $before == = ]] && ((COMP_CWORD > 1)); then
          flag=${COMP_WORDS[COMP_CWORD - 2]} joined='='
        elif [[ $before == -* ]]; then
          flag=$before
        fi
        [[ $flag == --* ]] && flag=${flag#-}
        [[ $cur == --* ]] && cur=${cur#-}
        case $command in
      """;
  private static final String AFTER =
      """
        esac
      }

      complete -F _kserf kserf
      """;

  @Override
  public String script(List<Entry> commands) {
    var script = new StringBuilder(BEFORE);
    script.append("    '') ").append(offer(commands.stream().map(Entry::name))).append(" ;;\n");
    commands.forEach(command -> append(script, command));
    return script.append(AFTER).toString();
  }

  private static void append(StringBuilder script, Entry command) {
    script.append("    ").append(command.name()).append(")\n      case $flag$joined in\n");
    for (GoFlags.Flag flag : command.flags()) {
      String name = "        -" + flag.name();
      // A toggle takes no word of its own, so what follows it is something else.
      script.append(name + (flag.isToggle() ? "=) " : " | -" + flag.name() + "=) "));
      script.append(action(flag.offer())).append(" ;;\n");
    }
    script.append("        *)\n          if [[ $cur == -* ]]; then\n            ");
    script.append(offer(command.flags().stream().map(flag -> "-" + flag.name())));
    script.append("\n          else\n            ").append(action(command.arguments()));
    script.append("\n          fi\n          ;;\n      esac\n      ;;\n");
  }

  private static String action(Offer offer) {
    return switch (offer.kind()) {
      case NOTHING -> ":";
      case WORDS -> offer(offer.words().stream());
      case MEMBERS -> "_kserf_members";
      case FILES -> "_kserf_paths -f";
      case FOLDERS -> "_kserf_paths -d";
    };
  }

  private static String offer(Stream<String> words) {
    String lines = words.collect(Collectors.joining("\\n"));
    return lines.isEmpty() ? ":" : "_kserf_offer $'" + lines + "'";
  }
}
