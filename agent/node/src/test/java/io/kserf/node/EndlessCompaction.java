package io.kserf.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A process that compacts a snapshot, again and again, until it is killed. */
final class EndlessCompaction {
  static final int MEMBERS = 5_000;

  private EndlessCompaction() {}

  public static void main(String[] args) throws Exception {
    byte[] whole =
        IntStream.range(0, MEMBERS)
            .mapToObj(i -> "alive: member-%d 10.0.%d.%d:7946\n".formatted(i, i / 250, i % 250))
            .collect(Collectors.joining())
            .getBytes(UTF_8);
    try (var writer = new SnapshotWriter(Path.of(args[0]))) {
      writer.replace(whole);
      System.out.println("ready");
      for (int clock = 1; true; clock++) {
        writer.append("clock: %d\n".formatted(clock).getBytes(UTF_8));
        writer.replace(whole);
      }
    }
  }
}
