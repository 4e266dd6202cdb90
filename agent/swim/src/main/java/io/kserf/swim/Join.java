package io.kserf.swim;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * One join: a push/pull with each address in turn, as any of them may lead to a part of the pool
 * that the others do not know. One contact is success.
 */
final class Join implements Completion<Void> {
  private final Shell shell;
  private final PushPull pushPull;
  private final Iterator<JoinTarget> targets;
  private final Completion<Integer> done;
  private final List<String> errors = new ArrayList<>();
  private Address current;
  private int contacts;

  Join(Shell shell, PushPull pushPull, List<JoinTarget> targets, Completion<Integer> done) {
    this.shell = shell;
    this.pushPull = pushPull;
    this.targets = List.copyOf(targets).iterator();
    this.done = done;
    this.current = shell.config().advertise();
  }

  /** Goes on to the next address; answers when there is none. */
  void next() {
    while (targets.hasNext()) {
      Address address = targets.next().address();
      current = address.withPort(shell.portOrOwn(address.port()));
      if (!current.isDialable()) {
        note("this is not an address that can be dialled");
      } else if (!shell.config().admission().allows(current)) {
        note("it is in none of the networks that are allowed here");
      } else {
        pushPull.with(current, true, this);
        return;
      }
    }
    if (contacts > 0 || errors.isEmpty()) {
      done.succeeded(contacts);
    } else {
      done.failed(new JoinFailed(errors));
    }
  }

  @Override
  public void succeeded(Void nothing) {
    contacts++;
    next();
  }

  @Override
  public void failed(SwimException cause) {
    note(cause.getMessage() + advice(String.valueOf(cause.getMessage())));
    next();
  }

  private void note(String reason) {
    String error = "Failed to join %s: %s".formatted(current, reason);
    errors.add(error);
    shell.log(Log.Level.DEBUG, () -> "memberlist: " + error);
  }

  /** Both sides complain about keys in memberlist's words, whose case depends on its version. */
  private static String advice(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    if (text.contains("no installed keys could decrypt")) {
      return " (the encryption keys differ: give this agent a key of that pool)";
    }
    if (text.contains("encryption is configured")
        || text.contains("encryption is not configured")) {
      return " (one side encrypts and the other does not: give both the same key, or none)";
    }
    return "";
  }
}
