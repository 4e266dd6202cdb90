package io.kserf.operator.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.rpc.RpcException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ErrandsTest {
  private static final Directive JOIN = new Directive.Join("a", List.of("b:7946"));

  private final List<Directive> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();

  @Test
  void whatIsUnderWayIsNotStartedAgain() {
    var busy = new CountDownLatch(1);
    var errands =
        errands(
            directive -> {
              told.add(directive);
              await().until(() -> busy.getCount() == 0);
            });

    errands.carryOut(List.of(JOIN));
    errands.carryOut(List.of(JOIN));
    busy.countDown();

    await().until(() -> ended.get() == 1);
    assertThat(told).containsExactly(JOIN);
  }

  @Test
  void aFailureIsToldUntilItIsNotAskedForAnyMore() {
    var errands =
        errands(
            directive -> {
              throw new RpcException("no route to host");
            });

    errands.carryOut(List.of(JOIN));

    await().until(() -> ended.get() == 1);
    assertThat(errands.problems()).containsExactly("a cannot join b:7946: no route to host");
    errands.carryOut(List.of());
    assertThat(errands.problems()).isEmpty();
  }

  @Test
  void aFailedErrandIsTriedAgainAfterAPauseAndNotBefore() {
    var errands =
        errands(
            directive -> {
              told.add(directive);
              throw new RpcException("no route to host");
            });
    errands.carryOut(List.of(JOIN));
    await().until(() -> ended.get() == 1);

    now.addAndGet(Duration.ofSeconds(14).toNanos());
    errands.carryOut(List.of(JOIN));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    errands.carryOut(List.of(JOIN));

    await().until(() -> ended.get() == 2);
    assertThat(told).hasSize(2);
  }

  @Test
  void aSuccessHasTimeToShowBeforeItIsDoneAgain() {
    var errands = errands(told::add);
    errands.carryOut(List.of(JOIN));
    await().until(() -> ended.get() == 1);

    now.addAndGet(Duration.ofSeconds(2).toNanos());
    errands.carryOut(List.of(JOIN));
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    errands.carryOut(List.of(JOIN));

    await().until(() -> ended.get() == 2);
    assertThat(told).hasSize(2);
  }

  private Errands errands(Consumer<Directive> teller) {
    return new Errands(teller, ended::incrementAndGet, now::get);
  }
}
