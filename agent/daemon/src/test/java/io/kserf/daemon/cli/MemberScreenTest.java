package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.rpc.RpcMember;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberScreenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private static RpcMember member(String name, String status) {
    return new RpcMember(name, new byte[4], 7946, Map.of(), status, 1, 5, 2, 2, 5, 5);
  }

  /** What is drawn, with {@code ~} for each end of a line. */
  private String drawn(int lines, int columns, RpcMember... members) {
    var size = Optional.of(new Terminal.Size(lines, columns));
    var screen =
        new MemberScreen(
            new PrintStream(out, true, UTF_8),
            new FixedTerminal(size),
            (member, status) -> List.of(member.name(), status));
    screen.show(List.of(), List.of(members));
    return out.toString(UTF_8).replace("\u001b[K\n", "~");
  }

  @Test
  void theTableIsByNameAndTakesThePlaceOfTheOneBefore() {
    assertThat(drawn(24, 80, member("web2", "failed"), member("db", "alive")))
        .isEqualTo("\u001b[Hdb    alive~web2  failed~\u001b[J");
  }

  @Test
  void whatDoesNotFitIsCountedInTheLastLineAboveTheCursor() {
    assertThat(
            drawn(
                4,
                80,
                member("a", "alive"),
                member("b", "alive"),
                member("c", "failed"),
                member("d", "alive"),
                member("e", "alive")))
        .isEqualTo("\u001b[Ha  alive~b  alive~3 more: 2 alive, 1 failed~\u001b[J");
  }

  @Test
  void asManyAsFitAreShownWithoutACount() {
    assertThat(drawn(3, 80, member("a", "alive"), member("b", "alive")))
        .isEqualTo("\u001b[Ha  alive~b  alive~\u001b[J");
  }

  @Test
  void aTerminalOfOneLineStillHasTheCount() {
    assertThat(drawn(1, 80, member("a", "alive"), member("b", "alive")))
        .isEqualTo("\u001b[H2 more: 2 alive~\u001b[J");
  }

  @Test
  void linesEndWhereTheTerminalDoes() {
    assertThat(drawn(24, 6, member("web2", "failed"))).isEqualTo("\u001b[Hweb2  ~\u001b[J");
    out.reset();
    assertThat(drawn(24, 5, member("서울", "alive"))).isEqualTo("\u001b[H서울 ~\u001b[J");
  }

  @Test
  void aNameCannotMoveTheCursor() {
    assertThat(drawn(24, 80, member("a\u001b[Hb\u009bJ", "alive")))
        .isEqualTo("\u001b[Ha?[Hb?J  alive~\u001b[J");
  }

  @Test
  void anEmptyListSaysSo() {
    assertThat(drawn(24, 80)).isEqualTo("\u001b[HNo members~\u001b[J");
  }
}
