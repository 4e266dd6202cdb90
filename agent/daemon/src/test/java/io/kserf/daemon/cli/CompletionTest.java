package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.daemon.cli.Completion.Entry;
import io.kserf.swim.Log;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class CompletionTest {
  private static final String[] NAMES = {"web 1", "$(touch pwned)", "db"};

  /** Prints what bash would offer for the last of the words, without the escapes. */
  private static final String BASH =
      """
      source ./completion
      complete -p kserf > /dev/null || exit
      offered() {
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _kserf
        for word in "${COMPREPLY[@]}"; do echo "${word//\\\\/}"; done
      }
      offered\s""";

  /** Prints what the functions of zsh's completion system are called with. */
  private static final String ZSH =
      """
      compdef() { registered="$*" }
      _describe() { print -rl -- "${(@P)2}" }
      _arguments() { print -rl -- "$@" }
      compadd() { print -rl -- "${(@P)2}" }
      source ./completion
      [[ $registered == '_kserf kserf' ]] || exit
      offered() { words=("$@") CURRENT=$#; _kserf }
      """;

  @TempDir Path folder;

  private List<String> bash(String words) throws Exception {
    return Shell.of("bash", folder).run(BASH + words);
  }

  private List<String> fish(String words) throws Exception {
    String script = "source ./completion; complete -C '%s'".formatted(words);
    return Shell.of("fish", folder).run(script).stream()
        .map(line -> line.split("\t", 2)[0])
        .toList();
  }

  private static List<Entry> entries() {
    return Cli.entries();
  }

  private static String[] flagsOf(Entry command) {
    return command.flags().stream().map(flag -> "-" + flag.name()).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void theFlagsToOfferAreThoseOfTheHelp(Entry command) {
    var kserf = new CommandLine(Map.of());
    kserf.run(List.of("help", command.name()));
    var helped = new TreeSet<String>();
    var flag = Pattern.compile("(?:^ +|: |, )(-[a-z][a-z0-9-]*)").matcher("");
    kserf
        .err()
        .lines()
        .forEach(line -> flag.reset(line).results().forEach(m -> helped.add(m.group(1))));
    assertThat(helped).containsExactlyInAnyOrder(flagsOf(command));
  }

  @Test
  void bashOffersEveryCommandAndEveryFlagOfEach() throws Exception {
    var script = new StringBuilder(BASH + "kserf ''\n");
    List<String> expected = new ArrayList<>(entries().stream().map(Entry::name).toList());
    for (Entry command : entries()) {
      script.append("offered kserf ").append(command.name()).append(" -\n");
      expected.addAll(List.of(flagsOf(command)));
    }
    assertThat(Shell.of("bash", folder).run(script.toString())).isEqualTo(expected);
  }

  @Test
  void zshOffersEveryCommandAndEveryFlagOfEach() throws Exception {
    Shell zsh = Shell.of("zsh", folder);
    assertThat(zsh.run(ZSH + "offered kserf ''"))
        .isEqualTo(entries().stream().map(e -> e.name() + ":" + e.synopsis()).toList());
    for (Entry command : entries()) {
      assertThat(zsh.run(ZSH + "offered kserf %s ''".formatted(command.name())))
          .filteredOn(word -> word.matches("\\*?-[a-z].*"))
          .map(word -> word.replaceAll("^\\*|=:.*", ""))
          .containsExactly(flagsOf(command));
    }
  }

  @Test
  void fishOffersEveryCommandAndEveryFlagOfEach() throws Exception {
    assertThat(fish("kserf "))
        .containsExactlyInAnyOrder(entries().stream().map(Entry::name).toArray(String[]::new));
    for (Entry command : entries()) {
      assertThat(fish("kserf %s -".formatted(command.name())))
          .filteredOn(word -> word.startsWith("-")) // It also offers words with a dash within.
          .containsExactlyInAnyOrder(flagsOf(command));
    }
  }

  @Test
  void everyFlagIsInTheScriptsOfShellsThatThisMachineMayLack() {
    String zsh = new ZshCompletion().script(entries());
    String fish = new FishCompletion().script(entries());
    for (Entry command : entries()) {
      String start = "\n    " + command.name() + ")\n";
      String ofCommand = zsh.substring(zsh.indexOf(start), zsh.indexOf(";;", zsh.indexOf(start)));
      for (GoFlags.Flag flag : command.flags()) {
        String name = flag.name();
        assertThat(ofCommand).contains(flag.isToggle() ? "'-" + name + "'" : "'*-" + name + "=:");
        assertThat(fish)
            .containsPattern("-n '__kserf_at %s' -o %s[ \n]".formatted(command.name(), name));
      }
    }
  }

  @Test
  void bashOffersValuesInBothFormsOfAFlagWhereverItSplitsWords() throws Exception {
    assertThat(bash("kserf members -format ''")).containsExactly("text", "json");
    assertThat(bash("kserf members --format ''")).containsExactly("text", "json");
    assertThat(bash("kserf members -format =")).containsExactly("text", "json");
    assertThat(bash("kserf members -format = j")).containsExactly("json");
    assertThat(bash("kserf members -format=j")).containsExactly("-format=json");
    assertThat(bash("kserf members -status f")).containsExactly("failed");
    assertThat(bash("kserf agent -profile ''")).containsExactly("lan", "wan", "local", "fast");
    assertThat(bash("kserf event -coalesce = f")).containsExactly("false");
    assertThat(bash("kserf packet ''")).containsExactly("decode");
    assertThat(bash("kserf packet decode -s")).containsExactly("-stream");
    assertThat(bash("kserf completion ''")).containsExactly("bash", "zsh", "fish");
  }

  @Test
  void bashOffersNothingWhereAnythingMayStand() throws Exception {
    assertThat(bash("kserf members -rpc-addr ''")).isEmpty();
    assertThat(bash("kserf event -coalesce ''")).isEmpty();
    assertThat(bash("kserf bogus ''")).isEmpty();
  }

  @Test
  void bashOffersFilesAndFolders() throws Exception {
    Files.createDirectory(folder.resolve("conf d"));
    Files.createFile(folder.resolve("conf.json"));
    assertThat(bash("kserf agent -config-file conf"))
        .containsExactlyInAnyOrder("conf d", "conf.json");
    assertThat(bash("kserf agent -config-dir conf")).containsExactly("conf d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtt", "force-leave", "query -node", "members -name"})
  void bashOffersNamesOfMembersAndExpandsNone(String command) throws Exception {
    assertThat(bash("kserf " + command + " ''")).containsExactly(NAMES);
    assertThat(bash("kserf " + command + " d")).containsExactly("db");
  }

  @Test
  void bashEscapesWhatItInserts() throws Exception {
    List<String> raw =
        Shell.of("bash", folder).run(BASH.replace("${word//\\\\/}", "$word") + "kserf rtt w");
    assertThat(raw).containsExactly("web\\ 1");
  }

  @Test
  void zshOffersNamesOfMembersAndExpandsNone() throws Exception {
    Shell zsh = Shell.of("zsh", folder);
    assertThat(zsh.run(ZSH + "offered kserf rtt ''")).endsWith("*:member:_kserf_members");
    assertThat(zsh.run(ZSH + "kserf=kserf; _kserf_members")).containsExactly(NAMES);
    assertThat(zsh.run(ZSH + "offered kserf members ''"))
        .contains("*-format=:value:(text json)", "-watch");
  }

  @Test
  void fishOffersValuesAndNamesOfMembers() throws Exception {
    assertThat(fish("kserf members -format ")).containsExactlyInAnyOrder("text", "json");
    assertThat(fish("kserf members -format=j")).containsExactly("-format=json");
    assertThat(fish("kserf rtt ")).containsExactlyInAnyOrder(NAMES);
    assertThat(fish("kserf query -node ")).containsExactlyInAnyOrder(NAMES);
    assertThat(fish("kserf members -rpc-addr ")).isEmpty();
  }

  @Test
  void theLevelsOfTheLogAreTheEngines() {
    assertThat(Offer.LOG_LEVELS.words())
        .isEqualTo(Arrays.stream(Log.Level.values()).map(Enum::name).toList());
  }

  @Test
  void anUnknownShellIsRefused() {
    var kserf = new CommandLine(Map.of());
    assertThat(kserf.run(List.of("completion", "tcsh"))).isEqualTo(1);
    assertThat(kserf.out()).startsWith("Unknown shell: tcsh. Known ones are bash, zsh and fish.\n");
    assertThat(kserf.run(List.of("completion"))).isEqualTo(1);
    assertThat(kserf.out()).contains("One shell must be specified: bash, zsh or fish.\n");
  }
}
