package io.kserf.node;

import io.kserf.serf.SerfException;
import io.kserf.swim.Completion;
import io.kserf.swim.JoinFailed;
import io.kserf.swim.SwimException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Contacts other members, and tells every reason when it could reach none. */
record Join(Shell shell) {

  /** Resolves on the caller's thread, as that may take long, and joins on the loop. */
  int contact(Collection<String> texts, boolean ignoreOld) {
    // Before names are resolved: the loop must not wait for a name server either.
    shell.loop().requireOtherThread();
    var addresses = JoinAddresses.resolve(texts, shell.port);
    if (addresses.targets().isEmpty() && !addresses.failures().isEmpty()) {
      var failed = new JoinFailed(addresses.failures());
      throw new SerfException(String.valueOf(failed.getMessage()), failed);
    }
    return shell
        .loop()
        .<Integer>await(
            done ->
                shell
                    .instance()
                    .join(
                        addresses.targets(),
                        ignoreOld,
                        new WithFailures(addresses.failures(), done)));
  }

  /** Adds the addresses that could not be resolved to those that could not be reached. */
  private record WithFailures(List<String> unresolved, Completion<Integer> done)
      implements Completion<Integer> {
    @Override
    public void succeeded(Integer contacts) {
      done.succeeded(contacts);
    }

    @Override
    public void failed(SwimException cause) {
      if (cause instanceof JoinFailed failed) {
        var reasons = new ArrayList<>(unresolved);
        reasons.addAll(failed.reasons());
        done.failed(new JoinFailed(reasons));
      } else {
        done.failed(cause);
      }
    }
  }
}
