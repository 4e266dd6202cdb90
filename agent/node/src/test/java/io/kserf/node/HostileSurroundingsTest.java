package io.kserf.node;

import static io.kserf.node.Members.SOON;
import static io.kserf.node.Members.addressOf;
import static io.kserf.node.Members.awaitStatus;
import static io.kserf.node.Members.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong around a member is told in one line, and does not bring it down. */
class HostileSurroundingsTest {
  @RegisterExtension final Members members = new Members("127.71.7");

  private static SocketAddress socketOf(Serf serf) {
    return SocketAddresses.toSocket(serf.localMember().address());
  }

  @Test
  void aTakenPortFailsTheStartAndLeavesNothingBehind() {
    Serf first = members.start("first");
    String address = addressOf(first);

    assertThatThrownBy(() -> Serf.create(members.config("second").bind(address)))
        .isInstanceOf(SerfException.class)
        .hasMessageContaining("listen tcp %s: bind: address already in use", address);
    assertThat(threadsOf("second")).isEmpty();
  }

  @Test
  void tagsThatAreTooLongFailTheStartAndLeaveNothingBehind() {
    assertThatThrownBy(() -> members.start("long", config -> config.tag("t", "x".repeat(600))))
        .hasMessage("Encoded length of tags exceeds limit of 512 bytes");
    await().atMost(SOON).until(() -> threadsOf("long").isEmpty());
    members.start("long").close();
  }

  @Test
  void anUnreachableSeedIsToldWithWhatToCheck() {
    Serf a = members.start("a");

    assertThatThrownBy(() -> a.join(List.of("127.71.7.99:7946")))
        .isInstanceOf(SerfException.class)
        .hasMessage(
            "1 error occurred:\n\t* Failed to join 127.71.7.99:7946: dial tcp 127.71.7.99:7946:"
                + " connect: connection refused (does an agent run there, and is port 7946/tcp"
                + " open?)\n\n");
  }

  @Test
  void oneReachableSeedOfManyIsEnough() {
    Serf a = members.start("a");
    Serf b = members.start("b");

    assertThat(b.join(List.of("127.71.7.99:7946", "nosuch.invalid", addressOf(a)))).isEqualTo(1);
  }

  @Test
  void everySeedThatFailedIsNamed() {
    Serf a = members.start("a");

    assertThatThrownBy(() -> a.join(List.of("nosuch.invalid", "127.71.7.99:7946")))
        .hasMessageStartingWith("2 errors occurred:\n\t* Failed to resolve nosuch.invalid: ")
        .hasMessageContaining("\n\t* Failed to join 127.71.7.99:7946: ");
  }

  @Test
  void aFloodOfCorruptPacketsDoesNoHarm() throws Exception {
    List<Serf> pool = members.pool("a", "b");
    var random = new Random(42);

    try (var socket = new DatagramSocket(0, InetAddress.getByName("127.71.7.90"))) {
      for (int i = 0; i < 20_000; i++) {
        byte[] bytes = new byte[random.nextInt(1, 1400)];
        random.nextBytes(bytes);
        // Most of the time something that looks like a message at first.
        bytes[0] = (byte) (i % 16);
        socket.send(new DatagramPacket(bytes, bytes.length, socketOf(pool.get(i % 2))));
      }
    }

    for (Serf serf : pool) {
      assertThat(serf.members()).hasSize(2).allMatch(member -> member.isAlive());
    }
    pool.get(0).userEvent("still-well", new byte[0], false);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(members.heard(pool.get(1))).contains("user still-well"));
    assertThat(members.log())
        .hasSizeLessThan(1000)
        .noneMatch(line -> line.contains("internal error"));
  }

  @Test
  void aHalfOpenConnectionDoesNotHinderAJoin() throws Exception {
    Serf a = members.start("a");
    Serf b = members.start("b");

    try (var halfOpen = new Socket()) {
      halfOpen.connect(socketOf(a));
      halfOpen.getOutputStream().write(6);
      join(b, a);
      awaitStatus(a, "b", MemberStatus.ALIVE);
      // The profile "local" gives a stream one second.
      assertThat(halfOpen.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void closeLeavesNoThreadAndNoSocket() throws Exception {
    List<Serf> pool = members.pool("gone-1", "gone-2");
    var address = (InetSocketAddress) socketOf(pool.get(0));
    assertThat(threadsOf("gone")).hasSize(2);

    pool.forEach(Serf::close);

    new DatagramSocket(address).close();
    Sockets.bind(new HostPort(address.getHostString(), address.getPort())).close();
    await().atMost(SOON).until(() -> threadsOf("gone").isEmpty());
  }

  private static List<String> threadsOf(String member) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("kserf-" + member))
        .toList();
  }
}
