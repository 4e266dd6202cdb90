package io.kserf.operator.agents;

import static io.kserf.operator.agents.FakeAgent.alive;
import static io.kserf.operator.agents.FakeAgent.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.operator.view.View;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentPoolTest {
  private static final Timings QUICK =
      new Timings(
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofMillis(400),
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(100));

  private static final Timings SELDOM =
      new Timings(
          QUICK.connect(),
          QUICK.call(),
          QUICK.work(),
          Duration.ofMinutes(10),
          QUICK.settle(),
          QUICK.backoffMin(),
          QUICK.backoffMax());

  private final AtomicInteger changes = new AtomicInteger();
  private AgentPool pool = new AgentPool(QUICK, changes::incrementAndGet);
  private final List<FakeAgent> agents = new ArrayList<>();

  @AfterEach
  void close() {
    pool.close();
    agents.forEach(FakeAgent::close);
  }

  @Test
  void anAgentsViewIsKnownOnceItIsConnected() {
    var a = start("a");
    a.sees(alive("a"), failed("b"));

    poolOf(a);

    awaitThat(() -> view().holdsAlive("a") && view().of("b").isPresent());
    assertThat(view().holdsAlive("b")).isFalse();
    assertThat(changes.get()).isPositive();
  }

  @Test
  void newsOfAnAgentIsKnownLongBeforeTheNextQuestion() {
    var a = start("a");
    a.sees(alive("a"), alive("b"));
    seldomAskedPoolOf(a);
    awaitThat(() -> view().holdsAlive("b"));

    a.sees(alive("a"), failed("b"));

    awaitThat(() -> !view().holdsAlive("b"));
  }

  @Test
  void anAgentThatHangsCostsNothingButItsOwnEntry() {
    var a = start("a");
    var b = start("b");
    poolOf(a, b);
    awaitThat(() -> view().voters().size() == 2);

    b.hangs();

    awaitThat(() -> !report("b").answers());
    assertThat(report("b").problem()).contains("did not answer");
    assertThat(report("a").answers()).isTrue();
    assertThat(view().voters()).containsExactly("a");

    b.wakes();

    awaitThat(() -> report("b").answers());
  }

  @Test
  void aLostConnectionIsMadeAgain() {
    var a = start("a");
    poolOf(a);
    awaitThat(() -> report("a").answers());

    a.dropConnections();
    a.sees(alive("a"), alive("new"));

    awaitThat(() -> view().holdsAlive("new"));
  }

  @Test
  void anAgentThatIsAwaySaysWhyInItsReport() {
    var a = start("a");
    a.close();

    poolOf(a);

    awaitThat(() -> report("a").problem() != null);
    assertThat(report("a").problem()).contains("refused");
    assertThat(view().isUnknown()).isTrue();
  }

  @Test
  void aWrongTokenIsToldInTheAgentsWords() {
    var a = start("a");

    pool.are(List.of(a.agent()), "wrong");

    awaitThat(() -> report("a").problem() != null);
    assertThat(report("a").problem()).contains("Invalid authentication token");
  }

  @Test
  void ofManyAgentsFiveTellTheirView() {
    var all = IntStream.range(0, 8).mapToObj(i -> start("a" + i)).toArray(FakeAgent[]::new);

    poolOf(all);

    awaitThat(
        () ->
            view().voters().size() == 5 && pool.reports().stream().allMatch(AgentReport::answers));
  }

  @Test
  void anObserverThatFallsSilentIsReplaced() {
    var all = IntStream.range(0, 6).mapToObj(i -> start("a" + i)).toArray(FakeAgent[]::new);
    poolOf(all);
    awaitThat(() -> view().voters().size() == 5);
    var silent = view().voters().first();

    Arrays.stream(all)
        .filter(agent -> agent.agent().name().equals(silent))
        .forEach(FakeAgent::hangs);

    awaitThat(() -> view().voters().size() == 5 && !view().voters().contains(silent));
  }

  @Test
  void anAgentThatIsGoneIsForgotten() {
    var a = start("a");
    var b = start("b");
    poolOf(a, b);
    awaitThat(() -> view().voters().size() == 2);

    poolOf(a);

    assertThat(pool.reports()).extracting(report -> report.agent().name()).containsExactly("a");
  }

  @Test
  void anEventIsSentOnceAndItsLamportTimeIsTold() {
    var a = start("a");
    var b = start("b");
    poolOf(a, b);
    awaitThat(() -> view().voters().size() == 2);

    var sent = pool.broadcast("deploy", bytes("v1"), true);

    assertThat(sent.sentBy()).isEqualTo("a");
    assertThat(sent.lamportTime()).hasValue(1);
    assertThat(a.requests(RpcRequest.Event.class)).hasSize(1);
    assertThat(b.requests(RpcRequest.Event.class)).isEmpty();
  }

  @Test
  void anAgentThatCannotBeReachedIsPassedOver() {
    var a = start("a");
    var b = start("b");
    seldomAskedPoolOf(a, b);
    awaitThat(() -> view().voters().size() == 2);
    a.hangs();

    var sent = pool.broadcast("deploy", bytes("v1"), true);

    assertThat(sent.sentBy()).isEqualTo("b");
  }

  @Test
  void withoutAnyAgentNothingIsSent() {
    assertThatThrownBy(() -> pool.broadcast("deploy", bytes("v1"), true))
        .isInstanceOf(NoAgentAnswers.class);
  }

  @Test
  void aRefusedEventIsToldInTheAgentsWords() {
    var a = start("a");
    poolOf(a);
    awaitThat(() -> report("a").answers());
    a.refusesEvents("user event exceeds configured limit of 512 bytes before encoding");

    assertThatThrownBy(() -> pool.broadcast("deploy", bytes("v1"), true))
        .isInstanceOfSatisfying(RpcException.class, e -> assertThat(e.refused()).isTrue())
        .hasMessageContaining("exceeds configured limit");
  }

  @Test
  void aLostAnswerIsNotTakenForARefusal() {
    var a = start("a");
    poolOf(a);
    awaitThat(() -> report("a").answers());
    a.losesAnswers(true);

    assertThatThrownBy(() -> pool.broadcast("deploy", bytes("v1"), true))
        .isInstanceOfSatisfying(RpcException.class, e -> assertThat(e.refused()).isFalse());
  }

  @Test
  void directivesAreCarriedOutAndNotAtOnceAgain() {
    var a = start("a");
    poolOf(a);
    var join = new Directive.Join("a", List.of("10.0.0.9:7946"));
    var retag = new Directive.Retag("a", Map.of("role", "web"), List.of("old"));

    pool.carryOut(List.of(join, retag));
    pool.carryOut(List.of(join, retag));

    awaitThat(
        () ->
            a.requests().contains(new RpcRequest.Join(List.of("10.0.0.9:7946"), false))
                && a.requests()
                    .contains(new RpcRequest.Tags(Map.of("role", "web"), List.of("old"))));
    assertThat(a.requests(RpcRequest.Join.class)).hasSize(1);
    assertThat(pool.problems()).isEmpty();
  }

  private FakeAgent start(String name) {
    var agent = FakeAgent.start(name, "token");
    agents.add(agent);
    return agent;
  }

  private void poolOf(FakeAgent... agents) {
    pool.are(Arrays.stream(agents).map(FakeAgent::agent).toList(), "token");
  }

  /** Only news makes the pool ask its agents again. */
  private void seldomAskedPoolOf(FakeAgent... agents) {
    pool = new AgentPool(SELDOM, changes::incrementAndGet);
    poolOf(agents);
  }

  private AgentReport report(String agent) {
    return pool.reports().stream()
        .filter(report -> report.agent().name().equals(agent))
        .findFirst()
        .orElseThrow();
  }

  private View view() {
    return View.merge(
        pool.reports().stream().flatMap(report -> report.viewIfAsked().stream()).toList());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void awaitThat(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }
}
