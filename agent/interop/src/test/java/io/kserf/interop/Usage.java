package io.kserf.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process has used so far, by Linux's {@code /proc}.
 *
 * @param cpu of all its threads, in user and kernel mode, in steps of 10 ms
 * @param residentBytes of memory
 */
record Usage(Duration cpu, long residentBytes) {
  private static final int MILLIS_A_TICK = 10;

  static Usage of(long pid) {
    Path folder = Path.of("/proc/" + pid);
    try {
      String stat = Files.readString(folder.resolve("stat"));
      // Behind the name, which may contain blanks: the state, then ten numbers before the times.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      return new Usage(
          Duration.ofMillis(ticks * MILLIS_A_TICK),
          residentKibibytes(Files.readAllLines(folder.resolve("status"))) * 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long residentKibibytes(List<String> status) {
    String line = status.stream().filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
