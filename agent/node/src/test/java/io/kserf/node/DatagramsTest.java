package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.swim.Address;
import io.kserf.swim.SendFailed;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatagramsTest {
  private final Endpoint a = new Endpoint("127.71.1.1:0", Duration.ofSeconds(5), request -> null);
  private final Endpoint b = new Endpoint("127.71.1.2:0", Duration.ofSeconds(5), request -> null);

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void aDatagramLeavesFromTheBoundAddressInItsFourByteForm() throws Exception {
    a.send(b.address, new byte[] {1, 2, 3});

    Endpoint.Datagram received = b.datagrams.poll(5, TimeUnit.SECONDS);
    assertThat(received.bytes()).containsExactly(1, 2, 3);
    assertThat(received.from()).isEqualTo(a.address);
    assertThat(received.from().ip()).hasSize(4);
  }

  @Test
  void theMappedFormOfAnAddressReachesTheSameMember() throws Exception {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 127, 71, 1, 2};

    a.send(Address.of(mapped, b.address.port()), new byte[] {7});

    assertThat(b.datagrams.poll(5, TimeUnit.SECONDS).bytes()).containsExactly(7);
  }

  @Test
  void theLargestDatagramArrivesWhole() throws Exception {
    byte[] largest = new byte[65_507];
    largest[65_506] = 42;

    a.send(b.address, largest);

    assertThat(b.datagrams.poll(5, TimeUnit.SECONDS).bytes()).isEqualTo(largest);
  }

  @Test
  void anEmptyDatagramIsIgnored() throws Exception {
    try (var socket = new DatagramSocket(0, InetAddress.getByName("127.71.1.3"))) {
      var to = new InetSocketAddress("127.71.1.2", b.address.port());
      socket.send(new DatagramPacket(new byte[0], 0, to));
      socket.send(new DatagramPacket(new byte[] {9}, 1, to));
    }

    assertThat(b.datagrams.poll(5, TimeUnit.SECONDS).bytes()).containsExactly(9);
  }

  @Test
  void whatCannotBeSentIsToldToTheSender() {
    var unreachable = Address.of(new byte[] {1, 2, 3}, 7946);
    var otherFamily =
        Address.of(new byte[] {0x20, 1, 13, -72, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 7946);

    assertThatThrownBy(() -> a.send(unreachable, new byte[1]))
        .hasCauseInstanceOf(SendFailed.class)
        .hasMessageContaining("write udp");
    assertThatThrownBy(() -> a.send(otherFamily, new byte[1])).hasCauseInstanceOf(SendFailed.class);
    assertThatThrownBy(() -> a.send(b.address, new byte[65_508]))
        .hasCauseInstanceOf(SendFailed.class)
        .hasMessageContaining("message too long");
  }
}
