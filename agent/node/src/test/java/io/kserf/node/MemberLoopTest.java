package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.SerfException;
import io.kserf.swim.Completion;
import io.kserf.swim.SwimException;
import io.netty.channel.nio.NioEventLoopGroup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemberLoopTest {
  private final MemberLoop loop = MemberLoop.of("web1", null);

  @AfterEach
  void close() {
    loop.close().join();
  }

  @Test
  void aQuestionIsAnsweredOnTheMembersThread() {
    assertThat(loop.ask(() -> Thread.currentThread().getName())).startsWith("kserf-web1");
    assertThat(loop.ask(() -> loop.ask(() -> 7))).isEqualTo(7);
  }

  @Test
  void whatTheEngineRefusesIsThrownToTheCallerInItsWords() {
    assertThatThrownBy(
            () -> loop.await((Completion<String> done) -> done.failed(new SwimException("no"))))
        .isInstanceOf(SerfException.class)
        .hasMessage("no")
        .hasStackTraceContaining("MemberLoopTest");
  }

  @Test
  void aDefectOfTheEngineIsToldAsSuch() {
    assertThatThrownBy(
            () ->
                loop.tell(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(SerfException.class)
        .hasMessage("internal error: java.lang.IllegalStateException: broken (please report it)");
  }

  @Test
  void waitingOnTheLoopItselfIsRefused() {
    assertThatThrownBy(() -> loop.tell(() -> loop.await((Completion<String> done) -> {})))
        .hasMessageContaining("make it from another thread");
  }

  @Test
  void whoWaitsIsToldOfTheEnd() {
    var outcome = new CompletableFuture<Object>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(loop.await((Completion<String> done) -> {}));
              } catch (SerfException e) {
                outcome.complete(e.getMessage());
              }
            });
    await().until(loop::isAwaited);

    loop.close().join();

    assertThat(outcome.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo("this member is closed");
    assertThatThrownBy(() -> loop.ask(() -> 1)).hasMessage("this member is closed");
  }

  @Test
  void noThreadOfItsOwnIsLeft() {
    Thread thread = loop.ask(Thread::currentThread);

    loop.close().join();

    await().atMost(Duration.ofSeconds(2)).until(() -> !thread.isAlive());
  }

  @Test
  void aSharedGroupIsLeftRunning() throws Exception {
    var group = new NioEventLoopGroup(1);
    try {
      MemberLoop shared = MemberLoop.of("web2", group);
      shared.close().join();
      assertThat(group.submit(() -> 1).get(5, TimeUnit.SECONDS)).isEqualTo(1);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }
}
