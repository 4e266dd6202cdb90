package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
  private final CommandLine kserf = new CommandLine(Map.of("SERF_RPC_ADDR", "127.0.0.1:1"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent",
        "completion",
        "event",
        "force-leave",
        "info",
        "join",
        "keygen",
        "keys",
        "leave",
        "members",
        "monitor",
        "packet",
        "query",
        "reachability",
        "rtt",
        "tags",
        "version"
      })
  void everyCommandIsListedAndHasItsHelpOnStandardError(String name) {
    assertThat(kserf.run(List.of("--help"))).isZero();
    assertThat(kserf.err()).containsPattern("(?m)^    " + name + " +[A-Z]");
    assertThat(kserf.run(List.of(name, "x", "-h"))).isZero();
    assertThat(kserf.err()).contains("Usage: kserf " + name);
    assertThat(kserf.out()).isEmpty();
  }

  @Test
  void helpTakesTheNameOfACommand() {
    assertThat(kserf.run(List.of("help", "rtt"))).isZero();
    assertThat(kserf.err()).startsWith("Usage: kserf rtt ");
    assertThat(kserf.run(List.of("help"))).isZero();
    assertThat(kserf.run(List.of("help", "bogus"))).isEqualTo(127);
    assertThat(kserf.out()).isEmpty();
  }

  @Test
  void theVersionFlagCountsAnywhere() {
    assertThat(kserf.run(List.of("event", "--", "-v"))).isZero();
    assertThat(kserf.out()).startsWith("Kserf v").endsWith("(Understands back to: 2)\n");
  }

  @Test
  void wordsBehindTwoDashesAreNoFlagsButArguments() {
    assertThat(kserf.run(List.of("event", "--", "-h"))).isEqualTo(1);
    assertThat(kserf.out()).startsWith("Error connecting to Serf agent: dial tcp 127.0.0.1:1:");
  }

  @Test
  void flagsInFrontOfTheCommandAreRefusedExceptForHelp() {
    assertThat(kserf.run(List.of("-detailed", "members"))).isEqualTo(1);
    assertThat(kserf.err()).startsWith("Flags belong behind the command: -detailed\n\nUsage:");
    assertThat(kserf.out()).isEmpty();
    assertThat(kserf.run(List.of("-h", "members"))).isZero();
  }

  @Test
  void aBooleanFlagDoesNotTakeTheNextWord() {
    assertThat(kserf.run(List.of("event", "-coalesce", "false", "x", "y"))).isEqualTo(1);
    assertThat(kserf.out()).startsWith("Too many command line arguments.");
  }

  @Test
  void valuesThatCannotBeReadAreToldInGosWords() {
    assertThat(kserf.run(List.of("query", "-timeout=abc", "x"))).isEqualTo(1);
    assertThat(kserf.run(List.of("query", "-relay-factor=x", "x"))).isEqualTo(1);
    assertThat(kserf.err())
        .isEqualTo(
            """
            invalid value "abc" for flag -timeout: parse error
            invalid value "x" for flag -relay-factor: parse error
            """);
    assertThat(kserf.out()).startsWith("Usage: kserf query");
  }

  @Test
  void theRoleFlagIsATagFilterWithAWarning() {
    assertThat(kserf.run(List.of("members", "-role=web"))).isEqualTo(1);
    assertThat(kserf.out())
        .startsWith(
            """
            Deprecation warning: 'Role' has been replaced with 'Tags'
            Error connecting to Serf agent: dial tcp 127.0.0.1:1: connect: connection refused
            """);
  }
}
