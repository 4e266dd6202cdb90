package io.kserf.swim;

import io.kserf.swim.wire.Message;
import org.jspecify.annotations.Nullable;

/** Pings of this member, and where their answers go. */
final class Pings {
  private Pings() {}

  static Message.Ping direct(SwimConfig self, long seqNo, String target) {
    Address source = self.advertise();
    return new Message.Ping(seqNo, target, source.ip(), source.port(), self.name());
  }

  static Message.IndirectPing indirect(SwimConfig self, long seqNo, Member target, boolean nack) {
    Address source = self.advertise();
    return new Message.IndirectPing(
        seqNo,
        target.address().ip(),
        target.address().port(),
        target.name(),
        nack,
        source.ip(),
        source.port(),
        self.name());
  }

  /** The source that a ping states, if it states one that can be reached, else the packet's own. */
  static Address answerTo(Address packetSource, byte @Nullable [] stated, int statedPort) {
    if (stated == null) {
      return packetSource;
    }
    Address source = Address.of(stated, statedPort);
    return source.isDialable() ? source : packetSource;
  }
}
