package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.binaries.Missing;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real shell that has read the completion which {@code kserf} prints for it. */
record Shell(String name, Path folder) {
  /** Names of members as anybody in the pool could choose them. */
  private static final String MEMBERS =
      """
      #!/bin/sh
      [ "$1" = members ] || exit 1
      echo 'web 1            10.0.0.1:7946  alive  role=web'
      echo '$(touch pwned)   10.0.0.2:7946  failed'
      echo 'db               10.0.0.3:7946  alive'
      """;

  /**
   * @param folder an empty one to work in
   */
  static Shell of(String name, Path folder) throws IOException {
    boolean found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    if (!found) {
      String what =
          "there is no %s on the PATH to run its completion in: install it".formatted(name);
      throw name.equals("bash") ? Missing.skipOrFail(what) : Missing.skip(what);
    }
    var kserf = new CommandLine(Map.of());
    assertThat(kserf.run(List.of("completion", name))).isZero();
    Files.writeString(folder.resolve("completion"), kserf.out());
    Path standIn = Files.writeString(folder.resolve("kserf"), MEMBERS);
    assertThat(standIn.toFile().setExecutable(true)).isTrue();
    return new Shell(name, folder);
  }

  /** The lines that the script prints, run after the completion; nothing may go to its errors. */
  List<String> run(String script) throws IOException, InterruptedException {
    // Standard error is part of what the test sees, since no output is expected there.
    var builder =
        new ProcessBuilder(name, "-c", script).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    assertThat(folder.resolve("pwned")).doesNotExist();
    return out.lines().toList();
  }
}
