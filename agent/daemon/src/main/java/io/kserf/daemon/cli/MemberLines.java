package io.kserf.daemon.cli;

import io.kserf.daemon.cli.MemberFeed.News;
import io.kserf.rpc.RpcMember;
import java.io.PrintStream;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line for each member as it is at first, then one for each change, for files and pipes. */
final class MemberLines implements MemberView {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final String GAP = "  ";

  private final PrintStream out;
  private final Clock clock;
  private final Row row;
  private final Map<String, String> shown = new HashMap<>();

  MemberLines(PrintStream out, Clock clock, Row row) {
    this.out = out;
    this.clock = clock;
    this.row = row;
  }

  /**
   * News count of members that are in the list or were: the agent's list is what knows the filters.
   * They come first, since the list is what they led to.
   */
  @Override
  public void show(List<News> news, List<RpcMember> members) {
    Map<String, RpcMember> listed = new LinkedHashMap<>();
    members.forEach(member -> listed.put(member.name(), member));
    Set<String> told = new HashSet<>();
    for (News item : news) {
      String name = item.member().name();
      if (listed.containsKey(name) || shown.containsKey(name)) {
        tell(item.member(), statusAfter(item));
        told.add(name);
      }
    }
    members.forEach(member -> tell(member, member.status()));
    for (String name : List.copyOf(shown.keySet())) {
      if (!listed.containsKey(name)) {
        shown.remove(name);
        if (!told.contains(name)) {
          print(MemberView.clean(name) + GAP + "gone");
        }
      }
    }
  }

  @Override
  public void end() {}

  private void tell(RpcMember member, String status) {
    String text =
        String.join(GAP, row.cells(member, status).stream().map(MemberView::clean).toList())
            .stripTrailing();
    if (!text.equals(shown.put(member.name(), text))) {
      print(text);
    }
  }

  private void print(String text) {
    out.println(TIME.format(clock.instant()) + GAP + text);
  }

  /** What a member's status has become. In an event that was on its way it may be older. */
  private static String statusAfter(News news) {
    return switch (news.event()) {
      case "member-join" -> "alive";
      case "member-leave" -> "left";
      case "member-failed" -> "failed";
      case "member-reap" -> "reaped";
      default -> news.member().status();
    };
  }
}
