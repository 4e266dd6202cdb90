package io.kserf.examples;

import static io.kserf.examples.Pool.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.node.Serf;
import io.kserf.serf.SerfMember;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailureHandlerTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @RegisterExtension final Pool pool = new Pool("127.83.2");
  private final List<String> acted = new CopyOnWriteArrayList<>();

  private void act(SerfMember failed) {
    acted.add(failed.name());
  }

  @Test
  void aFailureThatLastsIsActedOnOnce() {
    Serf a = pool.start("a");
    pool.start("b");
    Serf c = pool.start("c");
    try (var handler = FailureHandler.start(a, Duration.ofMillis(50), this::act)) {
      soon(() -> assertThat(a.members()).hasSize(3));

      c.close();

      soon(() -> assertThat(acted).containsExactly("c"));
      assertThat(handler.waiting()).isEmpty();
    }
  }

  @Test
  void aMemberThatComesBackWithinTheGraceIsLeftAlone() {
    Serf a = pool.start("a");
    pool.start("b");
    Serf c = pool.start("c");
    String address = c.localMember().address().toString();
    try (var handler = FailureHandler.start(a, NEVER, this::act)) {
      soon(() -> assertThat(a.members()).hasSize(3));
      c.close();
      soon(() -> assertThat(handler.waiting()).containsExactly("c"));

      pool.start("c", config -> config.bind(address));

      soon(() -> assertThat(handler.waiting()).isEmpty());
      assertThat(acted).isEmpty();
    }
  }

  @Test
  void anActionThatThrowsDoesNotEndTheHandler() {
    Serf a = pool.start("a");
    pool.start("b");
    Serf c = pool.start("c");
    Serf d = pool.start("d");
    try (var handler =
        FailureHandler.start(
            a,
            Duration.ofMillis(50),
            failed -> {
              act(failed);
              throw new IllegalStateException("a defect of the action, as this test wants it");
            })) {
      soon(() -> assertThat(a.members()).hasSize(4));

      c.close();
      d.close();

      soon(() -> assertThat(acted).containsExactlyInAnyOrder("c", "d"));
      assertThat(handler.waiting()).isEmpty();
    }
  }

  @Test
  void aMemberThatLeavesHasNotFailed() {
    Serf a = pool.start("a");
    Serf b = pool.start("b");
    try (var handler = FailureHandler.start(a, NEVER, this::act)) {
      soon(() -> assertThat(Pool.sees(a, "b")).isTrue());

      b.leave();
      b.close();

      soon(() -> assertThat(Pool.sees(a, "b")).isFalse());
      assertThat(handler.waiting()).isEmpty();
    }
  }
}
