package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code agent/bin/kserf} with a stand-in for the JVM that prints the words it got. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class LauncherTest {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("kserf.root"), "agent", "bin", "kserf");

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();

  private record Outcome(int exit, List<String> out, String err) {}

  @BeforeEach
  void makeAnApplicationAndAJvm() throws IOException {
    Path app = Files.createDirectories(folder.resolve("my app"));
    Files.createFile(app.resolve("quarkus-run.jar"));
    Files.createFile(Files.createDirectories(app.resolve("app")).resolve("kserf-daemon-1.jar"));
    Path lib = Files.createDirectories(app.resolve("lib/main"));
    Files.createFile(lib.resolve("io.kserf.kserf-rpc-1.jar"));
    Files.createFile(lib.resolve("io.kserf.kserf-serf-1.jar"));
    Files.createFile(lib.resolve("io.kserf.kserf-swim-1.jar"));
    Files.createFile(lib.resolve("org.msgpack.msgpack-core-1.jar"));
    Files.createFile(lib.resolve("io.quarkus.quarkus-core-1.jar"));
    Path jdk = Files.createDirectories(folder.resolve("jdk"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        echo "pid=$$"
        echo "LC_ALL=${LC_ALL-} LC_CTYPE=${LC_CTYPE-}"
        for word in "$@"; do echo "$word"; done
        exit 7
        """);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    environment.put("JAVA_HOME", jdk.toString());
    environment.put("KSERF_APP", app.toString());
  }

  @Test
  void theAgentIsTheQuarkusApplicationWithItsWordsUntouched() throws Exception {
    Outcome outcome = run(LAUNCHER, "agent", "-tag", "a b=c*", "-join=x");
    assertThat(outcome.exit).isEqualTo(7);
    assertThat(outcome.out)
        .contains("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
        .endsWith("-jar", folder + "/my app/quarkus-run.jar", "agent", "-tag", "a b=c*", "-join=x");
  }

  @Test
  void everyOtherCommandLoadsOnlyWhatItNeeds() throws Exception {
    Outcome outcome = run(LAUNCHER, "event", "deploy", "");
    String lib = folder + "/my app/lib/main/";
    assertThat(outcome.out)
        .endsWith(
            "-cp",
            folder
                + "/my app/app/kserf-daemon-1.jar:"
                + (lib + "io.kserf.kserf-rpc-1.jar:")
                + (lib + "org.msgpack.msgpack-core-1.jar"),
            "io.kserf.daemon.cli.Main",
            "event",
            "deploy",
            "");
  }

  @Test
  void onlyPacketLoadsTheEngineAsWellAndMayTakeMoreMemory() throws Exception {
    String lib = folder + "/my app/lib/main/io.kserf.kserf-";
    String engine = lib + "serf-1.jar:" + lib + "swim-1.jar";
    assertThat(run(LAUNCHER, "packet", "decode").out)
        .contains("-Xmx1g")
        .anyMatch(word -> word.endsWith(engine));
    assertThat(run(LAUNCHER, "help", "packet").out).anyMatch(word -> word.endsWith(engine));
    assertThat(run(LAUNCHER, "members", "packet").out)
        .contains("-Xmx256m")
        .noneMatch(word -> word.contains(engine));
  }

  @Test
  void theAgentsVersionAndHelpDoNotStartQuarkus() throws Exception {
    assertThat(run(LAUNCHER, "agent", "-v").out).contains("io.kserf.daemon.cli.Main");
    assertThat(run(LAUNCHER, "agent", "--help").out).contains("io.kserf.daemon.cli.Main");
  }

  @Test
  void theJvmTakesTheLaunchersPlaceSoThatSignalsReachIt() throws Exception {
    Process process = start(LAUNCHER, "members");
    String out = new String(process.getInputStream().readAllBytes());
    assertThat(out).startsWith("pid=" + process.pid() + "\n");
  }

  @Test
  void theLauncherFindsItselfThroughLinks() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path absolute = Files.createSymbolicLink(bin.resolve("serf"), LAUNCHER.toAbsolutePath());
    Path relative = Files.createSymbolicLink(folder.resolve("k"), Path.of("bin/serf"));
    assertThat(run(absolute, "members").exit).isEqualTo(7);
    assertThat(run(relative, "members").exit).isEqualTo(7);
  }

  @Test
  void theAgentCompilesForThePacketsAndACommandForItsStart() throws Exception {
    assertThat(run(LAUNCHER, "agent").out).noneMatch(word -> word.contains("TieredStopAtLevel"));
    assertThat(run(LAUNCHER, "members").out).contains("-XX:TieredStopAtLevel=1");
  }

  @Test
  void furtherJvmOptionsComeBehindOurs() throws Exception {
    environment.put("KSERF_JAVA_OPTS", "-Xmx1g -Dx=y");
    List<String> out = run(LAUNCHER, "agent").out;
    assertThat(out).containsSubsequence("-Xmx192m", "-Xmx1g", "-Dx=y", "-jar");
  }

  @Test
  void wordsAreUtf8WhateverTheLocaleSaysButAnAgentsHandlersKeepAChosenOne() throws Exception {
    assertThat(run(LAUNCHER, "members").out).contains("LC_ALL=C.UTF-8 LC_CTYPE=");
    assertThat(run(LAUNCHER, "agent").out).contains("LC_ALL= LC_CTYPE=C.UTF-8");
    environment.put("LC_ALL", "C");
    assertThat(run(LAUNCHER, "members").out).contains("LC_ALL=C.UTF-8 LC_CTYPE=");
    assertThat(run(LAUNCHER, "agent").out).contains("LC_ALL=C LC_CTYPE=");
    environment.put("LC_ALL", "de_DE.UTF-8");
    assertThat(run(LAUNCHER, "members").out).contains("LC_ALL=de_DE.UTF-8 LC_CTYPE=");
  }

  @Test
  void anApplicationThatIsNotBuiltIsToldInOneLine() throws Exception {
    environment.put("KSERF_APP", folder.resolve("nothing").toString());
    Outcome outcome = run(LAUNCHER, "members");
    assertThat(outcome.exit).isEqualTo(1);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err)
        .hasLineCount(1)
        .contains("run ./mvnw -pl agent/daemon -am package first");
  }

  private Outcome run(Path launcher, String... words) throws Exception {
    Process process = start(launcher, words);
    String out = new String(process.getInputStream().readAllBytes());
    String err = new String(process.getErrorStream().readAllBytes());
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), lines(out), err);
  }

  private static List<String> lines(String out) {
    String[] lines = out.split("\n", -1); // the last one, behind the last line end, is none
    return List.of(lines).subList(0, lines.length - 1);
  }

  private Process start(Path launcher, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().remove("KSERF_JAVA_OPTS");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
