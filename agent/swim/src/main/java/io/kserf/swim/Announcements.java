package io.kserf.swim;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Announcements that somebody waits for. They are done when their broadcast has been sent as often
 * as the size of the pool asks for; alone there is nobody to tell, and nothing to wait for.
 */
final class Announcements {
  private final Shell shell;
  private final MemberTable table;
  private final Rumours rumours;

  Announcements(Shell shell, MemberTable table, Rumours rumours) {
    this.shell = shell;
    this.table = table;
    this.rumours = rumours;
  }

  /** Announces this member for the first time, above all that a former run has announced. */
  void first(long lastIncarnation) {
    rumours.resume(lastIncarnation);
    rumours.announceSelf(meta(), () -> {});
  }

  /** Announces the delegate's current meta. */
  void update(Duration timeout, Completion<Void> done) {
    if (rumours.isLeaving()) {
      done.failed(new SwimException("this member has left: nobody would hear of an update"));
      return;
    }
    byte[] meta;
    try {
      meta = meta();
    } catch (SwimException tooLong) {
      done.failed(tooLong);
      return;
    }
    announce(
        finished -> rumours.announceSelf(meta, finished),
        timeout,
        "timeout waiting for update broadcast",
        done);
  }

  /** Announces that this member leaves; when it already has, that is success. */
  void leave(Duration timeout, Completion<Void> done) {
    if (rumours.isLeaving()) {
      Completion.done(done);
      return;
    }
    announce(rumours::announceLeave, timeout, "timeout waiting for leave broadcast", done);
  }

  private void announce(
      Consumer<Runnable> announcing, Duration timeout, String onTimeout, Completion<Void> done) {
    InstanceTimers timers = shell.timers();
    // Later and not at once: a broadcast is finished in the middle of sending a packet.
    Runnable success = () -> timers.after(0, () -> Completion.done(done));
    if (table.livingCount() <= 1) {
      announcing.accept(() -> {});
      success.run();
      return;
    }
    Timers.Timer limit =
        timeout.isPositive()
            ? timers.after(timeout.toNanos(), () -> done.failed(new SwimException(onTimeout)))
            : () -> {};
    announcing.accept(
        () -> {
          limit.cancel();
          success.run();
        });
  }

  private byte[] meta() {
    byte[] meta = shell.delegate().meta(Claims.MAX_META_BYTES);
    if (meta.length > Claims.MAX_META_BYTES) {
      throw new SwimException(
          "%d bytes of meta are more than the limit of %d"
              .formatted(meta.length, Claims.MAX_META_BYTES));
    }
    return meta;
  }
}
