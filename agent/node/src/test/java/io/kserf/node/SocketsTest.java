package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.SerfException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class SocketsTest {
  @Test
  void portZeroTakesOneNumberForBoth() throws Exception {
    Sockets sockets = Sockets.bind(new HostPort("127.71.3.1", 0));
    try {
      int port = sockets.local().getPort();
      assertThat(port).isPositive();
      assertThat(sockets.tcp().getLocalAddress())
          .isEqualTo(new InetSocketAddress("127.71.3.1", port));
      assertThat(sockets.udp().getLocalAddress())
          .isEqualTo(new InetSocketAddress("127.71.3.1", port));
    } finally {
      sockets.close();
    }
  }

  @Test
  void aTakenTcpPortIsToldInSerfsWordsWithAdvice() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.71.3.2"))) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> Sockets.bind(new HostPort("127.71.3.2", port)))
          .isInstanceOf(SerfException.class)
          .hasMessage(
              "Failed to create memberlist: Could not set up network transport: failed to obtain an"
                  + " address: Failed to start TCP listener on \"127.71.3.2\" port %1$d: listen tcp"
                  + " 127.71.3.2:%1$d: bind: address already in use (another process has it: stop"
                  + " that one, or bind to another port)",
              port);
    }
  }

  @Test
  void aTakenUdpPortFreesTheTcpPortAgain() throws Exception {
    try (var other = new DatagramSocket(0, InetAddress.getByName("127.71.3.3"))) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> Sockets.bind(new HostPort("127.71.3.3", port)))
          .hasMessageContaining("Failed to start UDP listener on \"127.71.3.3\" port " + port);
      new ServerSocket(port, 1, InetAddress.getByName("127.71.3.3")).close();
    }
  }

  @Test
  void anAddressOfAnotherMachineIsToldAsSuch() {
    assertThatThrownBy(() -> Sockets.bind(new HostPort("192.0.2.1", 7946)))
        .hasMessageEndingWith(
            "bind: cannot assign requested address (it is not an address of this machine)");
  }

  @Test
  void aHostThatDoesNotResolveIsNamed() {
    assertThatThrownBy(() -> Sockets.bind(new HostPort("nosuch.invalid", 7946)))
        .hasMessageStartingWith("bind 'nosuch.invalid:7946': no such host");
  }
}
