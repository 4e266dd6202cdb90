package io.kserf.daemon.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows in columns of equal width, two blanks apart. The last cell of a row is not padded. As in
 * Serf, a {@code |} within a cell starts another one, and blanks around cells are cut.
 */
final class Columns {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  void row(String... cells) {
    List<String> row = new ArrayList<>();
    for (String cell : String.join("|", cells).split("\\|", -1)) {
      row.add(cell.strip());
    }
    rows.add(row);
  }

  /** One line a row, without a line end behind the last. */
  @Override
  public String toString() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (i == widths.size()) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), width(row.get(i))));
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      for (int i = 0; i < row.size(); i++) {
        text.append(row.get(i));
        if (i < row.size() - 1) {
          text.append(" ".repeat(widths.get(i) - width(row.get(i)))).append(GAP);
        }
      }
    }
    return text.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
