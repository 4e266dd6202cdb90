package io.kserf.node;

import io.kserf.serf.SerfException;
import java.util.Collection;
import java.util.List;

/** Contacts other members, and tells why it could not. */
record Join(Shell shell) {

  /** Resolves on the caller's thread, as that may take long, and joins on the loop. */
  int contact(Collection<String> texts, boolean ignoreOld) {
    var addresses = JoinAddresses.resolve(texts, shell.port);
    if (addresses.targets().isEmpty() && !addresses.failures().isEmpty()) {
      throw new SerfException(combine(addresses.failures()));
    }
    return shell
        .loop()
        .<Integer>await(done -> shell.instance().join(addresses.targets(), ignoreOld, done));
  }

  /** Serf's form for several errors of one join. */
  static String combine(List<String> errors) {
    String count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
    return count + " occurred:\n\t* " + String.join("\n\t* ", errors) + "\n\n";
  }
}
