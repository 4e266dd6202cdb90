package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FullTableTest {
  private final ArrayList<String> log = new ArrayList<>();
  private final MemberTable table = new MemberTable(2, new MemberHosts(false));
  private final RecordingDelegate delegate = new RecordingDelegate();
  private final BroadcastQueue queue = new BroadcastQueue(4, () -> 1);
  private final Rumours rumours = rumours(table);

  @Test
  void aStrangerTooManyIsIgnoredAndTheOthersGoOn() {
    rumours.announceSelf(Instance.META, () -> {});
    rumours.onAlive(Instance.alive(2, 1));
    rumours.onAlive(Instance.alive(3, 1));
    rumours.onAlive(Instance.alive(2, 7));

    assertThat(delegate.events).containsExactly("join self", "join m2");
    assertThat(table.get("m2").incarnation()).isEqualTo(7);
    assertThat(log).containsExactly("memberlist: Ignoring m3: there are too many members already");
  }

  @Test
  void rumoursOfMadeUpNamesDoNotPileUpWithoutBound() {
    Rumours alone = rumours(new MemberTable());
    for (int i = 0; i < Rumours.MAX_QUEUED + 1_000; i++) {
      alone.onAlive(Instance.alive("made-up-" + i, Instance.address(2), 1, Instance.META));
    }

    assertThat(queue.size()).isEqualTo(Rumours.MAX_QUEUED);
  }

  private Rumours rumours(MemberTable table) {
    var time = new VirtualTime();
    var telemetry = new CountingTelemetry();
    Log lines = (level, message) -> log.add(message.get());
    var complaints = new Complaints(lines, telemetry, time);
    var shell =
        new Shell(
            Settings.lan("self", Instance.ADDRESS).build(),
            new Instance(settings -> {}, Keyring.disabled()),
            new InstanceTimers(time, task -> complaints.guard("a timer", task)),
            delegate,
            lines,
            telemetry,
            complaints,
            Identities.unshared(),
            new Random(1));
    return new Rumours(
        shell,
        table,
        queue,
        new Health(8, telemetry),
        () -> {},
        () -> {},
        new Accused(shell, table, (to, message) -> {}));
  }
}
