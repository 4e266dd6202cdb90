package io.kserf.daemon.cli;

import io.kserf.daemon.cli.MemberFeed.News;
import io.kserf.rpc.RpcMember;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table by name that is drawn over itself, as much of it as the terminal holds. */
final class MemberScreen implements MemberView {
  private static final String TO_THE_TOP = "\u001b[H";
  private static final String CLEAR_THE_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  /** From Hangul on, letters may take two columns. */
  private static final int FIRST_WIDE = 0x1100;

  private final PrintStream out;
  private final Terminal terminal;
  private final Row row;

  MemberScreen(PrintStream out, Terminal terminal, Row row) {
    this.out = out;
    this.terminal = terminal;
    this.row = row;
  }

  @Override
  public void show(List<News> news, List<RpcMember> members) {
    Terminal.Size now = terminal.size();
    var frame = new StringBuilder(TO_THE_TOP);
    // The cursor rests below the table.
    for (String line : lines(members, Math.max(1, now.lines() - 1))) {
      frame.append(cut(line, now.columns())).append(CLEAR_THE_LINE).append('\n');
    }
    out.print(frame.append(CLEAR_BELOW));
    out.flush();
  }

  @Override
  public void end() {
    out.println(); // Behind the ^C that the terminal shows.
  }

  private List<String> lines(List<RpcMember> members, int atMost) {
    if (members.isEmpty()) {
      return List.of("No members");
    }
    List<RpcMember> sorted =
        members.stream().sorted(Comparator.comparing(RpcMember::name)).toList();
    int fit = sorted.size() <= atMost ? sorted.size() : atMost - 1;
    var table = new Columns();
    for (RpcMember member : sorted.subList(0, fit)) {
      table.row(
          row.cells(member, member.status()).stream()
              .map(MemberView::clean)
              .toArray(String[]::new));
    }
    List<String> lines = table.toString().lines().collect(Collectors.toList());
    if (fit < sorted.size()) {
      lines.add(more(sorted.subList(fit, sorted.size())));
    }
    return lines;
  }

  /** Such as {@code 12 more: 9 alive, 3 failed}. */
  private static String more(List<RpcMember> hidden) {
    Map<String, Long> byStatus =
        hidden.stream()
            .collect(Collectors.groupingBy(RpcMember::status, TreeMap::new, Collectors.counting()));
    return byStatus.entrySet().stream()
        .map(entry -> entry.getValue() + " " + MemberView.clean(entry.getKey()))
        .collect(Collectors.joining(", ", hidden.size() + " more: ", ""));
  }

  /** A line that the terminal wrapped would push the first ones out. */
  private static String cut(String line, int columns) {
    int width = 0;
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      width += line.codePointAt(i) < FIRST_WIDE ? 1 : 2;
      if (width > columns) {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
