package io.kserf.swim;

import io.kserf.swim.wire.Message;
import org.jspecify.annotations.Nullable;

/**
 * Decides by where it comes from whether input is heard at all; see {@link Admission}. Whoever can
 * write packets with any source address, as on the same network, gets past this: only an encryption
 * key keeps such out.
 */
final class Sources {
  private final Shell shell;
  private final Admission admission;
  private final MemberHosts hosts;

  Sources(Shell shell, MemberHosts hosts) {
    this.shell = shell;
    this.admission = shell.config().admission();
    this.hosts = hosts;
  }

  /** Whether anything may come from there. If not, that is counted and logged. */
  boolean admit(Address from, String carrier) {
    if (admission.allows(from)) {
      return true;
    }
    shell.complaints().unheard(carrier + " from " + from, "the address is in no allowed network");
    return false;
  }

  /** Whether the message may come in a packet from there. If not, that is counted and logged. */
  boolean isCredible(Address from, Message message) {
    if (!admission.strictSources()) {
      return true;
    }
    return switch (message) {
      case Message.Ping ping -> speaksForItself(from, ping.sourceAddr());
      case Message.IndirectPing ping ->
          isMember(from, message) && speaksForItself(from, ping.sourceAddr());
      default -> isMember(from, message);
    };
  }

  /** As {@link #isCredible}, for a stream: whoever joins is no member yet, but tells of itself. */
  boolean isCredibleStream(Address from, Message message) {
    if (message instanceof Message.PushPull state && state.join() && admission.strictSources()) {
      boolean speaksOfItself =
          state.nodes().stream().anyMatch(node -> isSameHost(from, node.addr()));
      return speaksOfItself || refuse("a join from " + from, "it tells of nobody who lives there");
    }
    return isCredible(from, message);
  }

  private boolean isMember(Address from, Message message) {
    return hosts.contain(from)
        || refuse(
            "a message of type %s from %s".formatted(message.getClass().getSimpleName(), from),
            "no member lives there");
  }

  private boolean speaksForItself(Address from, byte @Nullable [] stated) {
    return stated == null
        || isSameHost(from, stated)
        || refuse("a ping from " + from, "its answer is to go somewhere else");
  }

  private static boolean isSameHost(Address from, byte @Nullable [] ip) {
    return ip != null && Address.of(ip, 0).host().equals(from.host());
  }

  private boolean refuse(String what, String why) {
    shell.complaints().unheard(what, why);
    return false;
  }
}
