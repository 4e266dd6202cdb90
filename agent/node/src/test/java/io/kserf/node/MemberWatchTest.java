package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Address;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemberWatchTest {
  private final RecordedLog log = new RecordedLog();
  private final CopyOnWriteArrayList<SerfMember> pool = new CopyOnWriteArrayList<>();
  private final MemberWatch watch = new MemberWatch("web1", () -> List.copyOf(pool), log);

  private static SerfMember member(String name, MemberStatus status, String zone) {
    return new SerfMember(
        name,
        Address.ipv4(10, 0, 0, 1, 7946),
        Map.of("zone", zone),
        status,
        new SerfMember.Versions(1, 5, 2, 2, 5, 5));
  }

  private static SerfMember alive(String name) {
    return member(name, MemberStatus.ALIVE, "a");
  }

  private void change(SerfMember... members) {
    pool.clear();
    pool.addAll(List.of(members));
    watch.changed();
  }

  private static List<PoolView.Change> between(SerfMember before, SerfMember after) {
    return PoolView.first(List.of(before)).next(List.of(after)).changes();
  }

  @Test
  void theFirstViewIsThePoolAsItIsAndEachFurtherOneAChange() {
    List<PoolView> views = new CopyOnWriteArrayList<>();
    change(alive("a"));

    watch.subscribe(views::add);
    await().until(() -> views.size() == 1);
    change(alive("a"), alive("b"));
    await().until(() -> views.size() == 2);

    assertThat(views.get(0)).isEqualTo(PoolView.first(List.of(alive("a"))));
    assertThat(views.get(1).alive()).containsExactly(alive("a"), alive("b"));
    assertThat(views.get(1).changes()).containsExactly(new PoolView.Change(Kind.JOIN, alive("b")));
  }

  @Test
  void aSlowSubscriberSeesFewerViewsAndAtLastTheNewest() {
    List<PoolView> views = new CopyOnWriteArrayList<>();
    var mayReturn = new Semaphore(0);
    change(alive("a"));
    watch.subscribe(
        view -> {
          views.add(view);
          mayReturn.acquireUninterruptibly();
        });
    await().until(() -> views.size() == 1);

    for (int i = 0; i < 5000; i++) {
      change(alive("a"), member("b", MemberStatus.ALIVE, "zone" + i));
    }
    change(alive("a"), member("b", MemberStatus.FAILED, "last"));
    mayReturn.release(1000);

    await()
        .untilAsserted(
            () ->
                assertThat(views.getLast().changes())
                    .containsExactly(
                        new PoolView.Change(
                            Kind.FAILED, member("b", MemberStatus.FAILED, "last"))));
    assertThat(views).hasSize(2);
  }

  @Test
  void nothingIsSaidWhereNothingIsOtherThanBefore() {
    List<PoolView> views = new CopyOnWriteArrayList<>();
    change(alive("a"));
    watch.subscribe(views::add);
    await().until(() -> views.size() == 1);

    watch.changed();
    change(alive("a"), alive("b"));

    await().until(() -> views.size() == 2);
    assertThat(views.get(1).changes()).hasSize(1);
  }

  @Test
  void aChangeIsNamedByWhatItCameTo() {
    SerfMember failed = member("a", MemberStatus.FAILED, "a");
    SerfMember left = member("a", MemberStatus.LEFT, "a");
    SerfMember leaving = member("a", MemberStatus.LEAVING, "a");
    SerfMember moved = member("a", MemberStatus.ALIVE, "b");

    assertThat(between(alive("a"), failed))
        .containsExactly(new PoolView.Change(Kind.FAILED, failed));
    assertThat(between(leaving, left)).containsExactly(new PoolView.Change(Kind.LEAVE, left));
    assertThat(between(failed, left)).containsExactly(new PoolView.Change(Kind.LEAVE, left));
    assertThat(between(failed, alive("a")))
        .containsExactly(new PoolView.Change(Kind.JOIN, alive("a")));
    assertThat(between(alive("a"), moved)).containsExactly(new PoolView.Change(Kind.UPDATE, moved));
    assertThat(between(alive("a"), leaving))
        .containsExactly(new PoolView.Change(Kind.UPDATE, leaving));
    assertThat(between(leaving, alive("a")))
        .containsExactly(new PoolView.Change(Kind.UPDATE, alive("a")));
    assertThat(PoolView.first(List.of(failed)).next(List.of()).changes())
        .containsExactly(new PoolView.Change(Kind.REAP, failed));
  }

  @Test
  void theEndOfTheMemberEndsTheWatch() throws Exception {
    CompletableFuture<Void> before = watch.subscribe(view -> {});

    watch.close();

    before.get(5, TimeUnit.SECONDS);
    watch.subscribe(view -> {}).get(5, TimeUnit.SECONDS);
  }

  @Test
  void aMemberThatStopsInTheMomentOfALookIsNoFailure() throws Exception {
    var stopping =
        new MemberWatch(
            "web1",
            () -> {
              throw new SerfException("this member is closed");
            },
            log);
    CompletableFuture<Void> end = stopping.subscribe(view -> {});

    stopping.close();

    end.get(5, TimeUnit.SECONDS);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aHandlerThatThrowsIsToldOnceAndCalledNoMore() {
    change(alive("a"));

    CompletableFuture<Void> end =
        watch.subscribe(
            view -> {
              throw new IllegalStateException("a defect of the application");
            });

    await().until(end::isCompletedExceptionally);
    change(alive("b"));
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("ERR kserf: a subscriber to the members of web1 failed and gets no more:");
  }
}
