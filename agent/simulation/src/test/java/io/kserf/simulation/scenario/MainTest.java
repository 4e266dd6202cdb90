package io.kserf.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String line) {
    return Main.run(List.of(line.split(" ")), printer(out), printer(err), false);
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaint() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "-h", "--help"})
  void theHelpNamesEachScenario(String word) {
    assertThat(run(word)).isZero();
    assertThat(printed()).contains("crash ", "false-failures ", "burst ", "--seed");
  }

  @Test
  void aCrashInASmallFastPoolIsTold() {
    assertThat(run("crash --nodes 5 --runs 2 --profile fast")).as(complaint()).isZero();

    assertThat(printed()).contains("| FAST ", "the first", "all ", " s ");
    assertThat(complaint()).isEmpty();
  }

  @Test
  void everyTroubleHasARowOfFalseFailures() {
    assertThat(run("false-failures --nodes 3 --duration 10s")).as(complaint()).isZero();

    assertThat(printed()).contains("30 % loss", "pauses of 5 s");
  }

  @Test
  void aBurstReachesEverybody() {
    assertThat(run("burst --nodes 4 --runs 1")).as(complaint()).isZero();

    assertThat(printed()).contains("ahead");
  }

  @Test
  void theSameSeedPrintsTheSameFiguresAndAnotherOneOthers() {
    run("crash --nodes 8 --runs 1 --seed 3");
    String first = printed();
    out.reset();
    run("crash --nodes 8 --runs 1 --seed 3");
    assertThat(printed()).isEqualTo(first);
    out.reset();
    run("crash --nodes 8 --runs 1 --seed 4");
    assertThat(printed()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense,              no scenario 'nonsense'",
    "crash --what,          unknown flag --what",
    "crash --nodes,         --nodes needs a value",
    "crash --nodes x,       --nodes x is no whole number",
    "crash --nodes 1,       --nodes 1 is not in 2..65536",
    "crash --runs 0,        --runs 0 is not 1 or more",
    "crash --duration 5,    --duration 5 is no duration such as 90s",
    "crash --profile slow,  '--profile slow is none of [lan, wan, local, fast]'"
  })
  void whatCannotBeRunGetsOneLineThatSaysWhy(String line, String why) {
    assertThat(run(line)).isEqualTo(1);
    assertThat(complaint()).startsWith("kserf-sim: ").contains(why).hasLineCount(1);
    assertThat(printed()).isEmpty();
  }
}
