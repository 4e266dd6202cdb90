package io.kserf.simulation.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of figures, printed as Markdown so that it can go into a page as it is. */
final class Report {
  private final List<List<String>> rows = new ArrayList<>();

  Report(String... columns) {
    rows.add(List.of(columns));
  }

  void row(Object... cells) {
    rows.add(List.of(cells).stream().map(String::valueOf).toList());
  }

  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    rows.forEach(row -> lines.add(line(row)));
    String rule =
        IntStream.range(0, rows.getFirst().size())
            .mapToObj(column -> "-".repeat(width(column)))
            .collect(Collectors.joining(" | ", "| ", " |"));
    lines.add(1, rule);
    return String.join("\n", lines);
  }

  private String line(List<String> row) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> row.get(column) + " ".repeat(width(column) - row.get(column).length()))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
  }
}
