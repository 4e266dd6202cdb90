package io.kserf.swim;

import io.kserf.swim.wire.Compound;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.MessageCodec;
import io.kserf.swim.wire.PacketCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Datagrams on their way out, with queued broadcasts in the room that is left. Who gets a checksum
 * follows memberlist: receivers of gossip and of a suspicion by what is known of them, all others
 * only if there is a member whose name is their IP address.
 */
final class Packets {
  private static final int USER_TYPE_BYTES = 1;
  private static final int CRC_PROTOCOL = 5;

  /** A checksum, and the headers of UDP and IPv4. */
  private static final int BARE_OVERHEAD_BYTES = 5 + 28;

  /** A table of this size may be searched for an address, whoever makes this member do so. */
  private static final int SMALL_POOL = 1024;

  private final Shell shell;
  private final MemberTable table;
  private final BroadcastQueue queue;
  private final PacketCodec codec;
  private final Strangers strangers = new Strangers();
  private long turns;
  private boolean userIsNext;

  Packets(Shell shell, MemberTable table, BroadcastQueue queue, PacketCodec codec) {
    this.shell = shell;
    this.table = table;
    this.queue = queue;
    this.codec = codec;
  }

  /**
   * Sends a message, and whatever broadcasts still fit.
   *
   * @throws SwimException if it could not be sent, {@link SendFailed} if that tells about the
   *     receiver
   */
  void send(Address to, Message message) {
    byte[] bytes = MessageCodec.encode(message);
    var parts = new ArrayList<byte[]>();
    parts.add(bytes);
    parts.addAll(broadcasts(turn(), room() - bytes.length));
    transmit(to, parts, isCrcReceiver(to));
  }

  /** Sends a message as {@link #send} does, but only logs a failure. */
  void attempt(Address to, Message message) {
    attempt(to, () -> send(to, message));
  }

  /**
   * Sends a message to an address that some packet has named; a failure is only logged. A member
   * there gets broadcasts, too. A stranger does not: they would be a forger's amplifier, and used
   * up without a member having heard them.
   *
   * @param name whom the packet says to live there
   */
  void answer(Address to, String name, Message message) {
    if (isMember(to, name)) {
      attempt(to, message);
    } else {
      answerStranger(to, message);
    }
  }

  private boolean isMember(Address address, String name) {
    Member member = table.find(name);
    return member != null && member.address().equals(address);
  }

  private void answerStranger(Address to, Message message) {
    byte[] bytes = MessageCodec.encode(message);
    if (takeForStranger(to, bytes.length)) {
      attempt(to, () -> transmit(to, List.of(bytes), isCrcReceiver(to)));
    } else {
      shell.complaints().unanswered(to);
    }
  }

  private boolean takeForStranger(Address to, int messageBytes) {
    int cost = messageBytes + codec.overhead() + BARE_OVERHEAD_BYTES;
    return strangers.take(to, cost, shell.timers().nowNanos());
  }

  /** Whether a user message may be sent that ends at an address which somebody has named. */
  boolean mayAnswer(Address to, String name, int payloadBytes) {
    boolean known =
        name.isEmpty() ? table.size() <= SMALL_POOL && table.hasAddress(to) : isMember(to, name);
    return known || takeForStranger(to, USER_TYPE_BYTES + payloadBytes);
  }

  /**
   * Sends messages to a member, in one packet and without broadcasts.
   *
   * @throws SwimException as {@link #send} does
   */
  void sendBare(Member to, Message... messages) {
    var parts = new ArrayList<byte[]>();
    for (Message message : messages) {
      parts.add(MessageCodec.encode(message));
    }
    transmit(to.address(), parts, isCrcReceiver(to));
  }

  /** Sends a message as {@link #sendBare} does, but only logs a failure. */
  void attemptBare(Member to, Message message) {
    attempt(to.address(), () -> sendBare(to, message));
  }

  /** Sends a user message, alone. A failure is only logged. */
  void sendUser(Address to, byte[] payload) {
    byte[] bytes = MessageCodec.encode(new Message.User(payload));
    attempt(to, () -> transmit(to, List.of(bytes), isCrcReceiver(to)));
  }

  /** A turn to gossip to somebody, in which everything may go out that waits. */
  Turn turn() {
    return Turn.ofAll(++turns);
  }

  /** A turn for what was sent less than {@code sentBelow} times. */
  Turn freshTurn(int sentBelow) {
    return new Turn(++turns, sentBelow);
  }

  /**
   * Sends a packet full of broadcasts that this turn has not sent yet. Returns its length, or 0 if
   * there were none.
   */
  int gossip(Member to, Turn turn) {
    List<byte[]> parts = broadcasts(turn, room());
    if (parts.isEmpty()) {
      return 0;
    }
    attempt(to.address(), () -> transmit(to.address(), parts, isCrcReceiver(to)));
    return parts.stream().mapToInt(part -> part.length + Compound.PART_OVERHEAD_BYTES).sum()
        + codec.overhead()
        + BARE_OVERHEAD_BYTES;
  }

  /** Bytes for messages in a packet whose parts are a compound. */
  private int room() {
    return shell.config().framing().udpBufferSize() - Compound.OVERHEAD_BYTES - codec.overhead();
  }

  /**
   * Fills a packet. Membership goes first, and the delegate's messages get what it leaves; with
   * fair shares it is the other way round in every second packet, so that neither starves the
   * other.
   */
  private List<byte[]> broadcasts(Turn turn, int room) {
    boolean userLeads = shell.config().pacing().fairShares() && userIsNext;
    var parts = new ArrayList<byte[]>();
    int left = room;
    if (userLeads) {
      left -= addUserMessages(turn, parts, left);
    }
    left -= addRumours(turn, parts, left);
    if (!userLeads) {
      left -= addUserMessages(turn, parts, left);
    }
    Invariant.holds(left >= Math.min(room, 0), "broadcasts fit into their packet");
    if (!parts.isEmpty()) {
      userIsNext = !userLeads;
    }
    return parts;
  }

  /** Adds what fits, and returns how many bytes that takes. */
  private int addRumours(Turn turn, List<byte[]> parts, int room) {
    int used = 0;
    for (byte[] rumour : queue.take(turn, Compound.PART_OVERHEAD_BYTES, room)) {
      used += Compound.PART_OVERHEAD_BYTES + rumour.length;
      parts.add(rumour);
    }
    return used;
  }

  private int addUserMessages(Turn turn, List<byte[]> parts, int room) {
    int overhead = Compound.PART_OVERHEAD_BYTES + USER_TYPE_BYTES;
    if (room <= overhead) {
      return 0;
    }
    int used = 0;
    for (byte[] payload : shell.delegate().broadcasts(turn, overhead, room)) {
      used += overhead + payload.length;
      parts.add(MessageCodec.encode(new Message.User(payload)));
    }
    return used;
  }

  private void transmit(Address to, List<byte[]> parts, boolean crc) {
    if (!to.isDialable()) {
      throw new SendFailed("no packet can be sent to " + to);
    }
    for (byte[] packet : Compound.split(parts)) {
      byte[] datagram = codec.seal(packet, crc);
      shell.telemetry().count("memberlist.udp.sent", datagram.length);
      shell.network().send(to, datagram);
    }
  }

  private boolean isCrcReceiver(Member member) {
    return member.maxProtocol() >= CRC_PROTOCOL;
  }

  private boolean isCrcReceiver(Address to) {
    Member namesake = table.find(to.ipText());
    return namesake != null && isCrcReceiver(namesake);
  }

  private void attempt(Address to, Runnable sending) {
    try {
      sending.run();
    } catch (SwimException e) {
      shell.complaints().unsent(to, e);
    }
  }
}
