package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.daemon.cli.MemberFeed.News;
import io.kserf.rpc.RpcMember;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemberLinesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final String TIME = "2026-11-24T12:00:00.000Z  ";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final MemberLines lines =
      new MemberLines(
          new PrintStream(out, true, UTF_8),
          Clock.fixed(NOON, ZoneOffset.UTC),
          (member, status) ->
              List.of(member.name(), MemberAddress.of(member), status, tags(member)));

  private static String tags(RpcMember member) {
    return member.tags().isEmpty() ? "" : member.tags().toString();
  }

  private static RpcMember member(String name, String status, Map<String, String> tags) {
    byte[] addr = {10, 0, 0, 1};
    return new RpcMember(name, addr, 7946, tags, status, 1, 5, 2, 2, 5, 5);
  }

  private static RpcMember member(String name, String status) {
    return member(name, status, Map.of());
  }

  private static News news(String event, String name) {
    return new News(event, member(name, "alive"));
  }

  /** What was printed since the last call, without the time. */
  private List<String> printed() {
    List<String> printed = out.toString(UTF_8).lines().toList();
    out.reset();
    assertThat(printed).allMatch(line -> line.startsWith(TIME));
    return printed.stream().map(line -> line.substring(TIME.length())).toList();
  }

  @Test
  void everyMemberHasALineAtFirstAndThenOneForEachChange() {
    lines.show(List.of(), List.of(member("a", "alive"), member("b", "alive")));
    assertThat(printed()).containsExactly("a  10.0.0.1:7946  alive", "b  10.0.0.1:7946  alive");
    lines.show(List.of(), List.of(member("a", "alive"), member("b", "failed")));
    assertThat(printed()).containsExactly("b  10.0.0.1:7946  failed");
    var changed = member("a", "alive", Map.of("role", "web"));
    lines.show(List.of(), List.of(changed, member("b", "failed")));
    assertThat(printed()).containsExactly("a  10.0.0.1:7946  alive  {role=web}");
  }

  @Test
  void aMemberThatFailsAndComesBackBetweenTwoListsHasALineForBoth() {
    lines.show(List.of(), List.of(member("a", "alive")));
    printed();
    lines.show(
        List.of(news("member-failed", "a"), news("member-join", "a")),
        List.of(member("a", "alive")));
    assertThat(printed()).containsExactly("a  10.0.0.1:7946  failed", "a  10.0.0.1:7946  alive");
  }

  @Test
  void whoNoLongerPassesTheFiltersHasALastLineThatSaysWhatHappened() {
    lines.show(List.of(), List.of(member("a", "alive"), member("b", "alive")));
    printed();
    lines.show(List.of(news("member-leave", "a"), news("member-reap", "b")), List.of());
    assertThat(printed()).containsExactly("a  10.0.0.1:7946  left", "b  10.0.0.1:7946  reaped");
    lines.show(List.of(), List.of());
    assertThat(printed()).isEmpty();
    lines.show(List.of(news("member-join", "a")), List.of(member("a", "alive")));
    assertThat(printed()).containsExactly("a  10.0.0.1:7946  alive");
  }

  @Test
  void whoIsMissingWithoutAnEventIsGone() {
    lines.show(List.of(), List.of(member("a", "alive")));
    printed();
    lines.show(List.of(), List.of());
    assertThat(printed()).containsExactly("a  gone");
  }

  @Test
  void newsOfMembersThatTheFiltersKeepOutAreNotShown() {
    lines.show(List.of(news("member-join", "other")), List.of(member("a", "alive")));
    assertThat(printed()).containsExactly("a  10.0.0.1:7946  alive");
  }

  @Test
  void aNameCannotForgeALine() {
    lines.show(List.of(), List.of(member("a\n\u001b[2Jb", "alive")));
    assertThat(printed()).containsExactly("a??[2Jb  10.0.0.1:7946  alive");
  }
}
