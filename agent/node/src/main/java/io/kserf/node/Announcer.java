package io.kserf.node;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfListener;
import io.kserf.swim.Keyring;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes what the engine has to tell to those outside: subscribers, the keyring file, the shell. */
final class Announcer implements SerfListener {
  private final SerfEvents events;
  private final SerfEvents rawEvents;
  private final MemberWatch watch;
  private final UnaryOperator<SerfEvent> forOtherThreads;
  private final Keyring keyring;
  private final @Nullable KeyringFile keyringFile;
  private final Consumer<String> onNameConflictLost;

  Announcer(
      SerfEvents events,
      SerfEvents rawEvents,
      MemberWatch watch,
      UnaryOperator<SerfEvent> forOtherThreads,
      Keyring keyring,
      @Nullable KeyringFile keyringFile,
      Consumer<String> onNameConflictLost) {
    this.events = events;
    this.rawEvents = rawEvents;
    this.watch = watch;
    this.forOtherThreads = forOtherThreads;
    this.keyring = keyring;
    this.keyringFile = keyringFile;
    this.onNameConflictLost = onNameConflictLost;
  }

  @Override
  public void onEvent(SerfEvent event) {
    events.publish(forOtherThreads.apply(event));
  }

  @Override
  public void onRawEvent(SerfEvent event) {
    rawEvents.publish(forOtherThreads.apply(event));
  }

  @Override
  public void onMembersChanged() {
    watch.changed();
  }

  @Override
  public void onKeyringChanged() {
    if (keyringFile != null) {
      keyringFile.write(keyring.keys());
    }
  }

  @Override
  public void onNameConflictLost(String reason) {
    onNameConflictLost.accept(reason);
  }
}
