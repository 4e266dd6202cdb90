package io.kserf.node;

import static io.kserf.node.StreamMessages.reply;
import static io.kserf.node.StreamMessages.request;
import static io.kserf.node.StreamMessages.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.swim.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Endpoint dialler = new Endpoint("127.71.2.1:0", LONG, request -> null);
  private final List<AutoCloseable> open = new ArrayList<>(List.of(dialler));

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T closing(T one) {
    open.add(one);
    return one;
  }

  private Endpoint listener(Duration timeout) {
    return closing(new Endpoint("127.71.2.2:0", timeout, request -> reply("welcome")));
  }

  private static Socket connect(Endpoint endpoint) throws IOException {
    return new Socket(InetAddress.getByAddress(endpoint.address.ip()), endpoint.address.port());
  }

  private static String failure(CompletableFuture<byte[]> reply) {
    await().atMost(LONG).until(reply::isDone);
    assertThat(reply).isCompletedExceptionally();
    return reply.exceptionNow().getMessage();
  }

  @Test
  void anExchangeBringsTheReplyToTheRequest() throws Exception {
    Endpoint listener = listener(LONG);

    byte[] answer =
        dialler.exchange(listener.address, request("hello"), LONG).get(5, TimeUnit.SECONDS);

    assertThat(textOf(answer)).isEqualTo("welcome");
    assertThat(listener.requests.take()).isEqualTo(request("hello"));
  }

  @Test
  void aMessageOfManyPiecesIsHandedOverOnceWhole() throws Exception {
    Endpoint listener = listener(LONG);
    byte[] bytes = request("x".repeat(200_000));

    try (Socket socket = connect(listener)) {
      int at = 0;
      var random = new Random(1);
      while (at < bytes.length) {
        int length = Math.min(1 + random.nextInt(20_000), bytes.length - at);
        socket.getOutputStream().write(bytes, at, length);
        socket.getOutputStream().flush();
        at += length;
      }
      assertThat(textOf(socket.getInputStream().readAllBytes())).isEqualTo("welcome");
    }

    assertThat(listener.requests.take()).isEqualTo(bytes);
    assertThat(listener.requests).isEmpty();
  }

  @Test
  void aRequestWithoutAnAnswerEndsTheStream() throws Exception {
    Endpoint silent = closing(new Endpoint("127.71.2.3:0", LONG, request -> null));

    assertThat(failure(dialler.exchange(silent.address, request("hello"), LONG)))
        .isEqualTo(
            "EOF (%s closed the connection without an answer; its log says why)"
                .formatted(silent.address));
  }

  @Test
  void aRefusedConnectionNamesTheAddressAndWhatToCheck() {
    Address nobody = Address.ipv4(127, 71, 2, 9, 7946);

    assertThat(failure(dialler.exchange(nobody, request("hello"), LONG)))
        .isEqualTo(
            "dial tcp 127.71.2.9:7946: connect: connection refused"
                + " (does an agent run there, and is port 7946/tcp open?)");
  }

  @Test
  void anAddressThatIsNoneFailsTheExchangeLater() {
    assertThat(failure(dialler.exchange(Address.of(new byte[3], 7946), request("hello"), LONG)))
        .contains("is no address to send to");
  }

  @Test
  void aPeerThatAcceptsAndStaysSilentEndsByTheDeadline() throws Exception {
    var silent = closing(new ServerSocket(0, 50, InetAddress.getByName("127.71.2.4")));
    var address = Address.ipv4(127, 71, 2, 4, silent.getLocalPort());

    assertThat(failure(dialler.exchange(address, request("hello"), SHORT)))
        .isEqualTo(
            "read tcp %s: i/o timeout (connected, but no whole answer within 0.3 s)"
                .formatted(address));
  }

  @Test
  void aReplyThatIsNoneOfSerfsIsNamedAsSuch() throws Exception {
    var web = closing(new ServerSocket(0, 50, InetAddress.getByName("127.71.2.5")));
    var address = Address.ipv4(127, 71, 2, 5, web.getLocalPort());
    CompletableFuture<byte[]> reply = dialler.exchange(address, request("hello"), LONG);

    try (Socket accepted = web.accept()) {
      accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
      assertThat(failure(reply)).startsWith(address + " answered what Serf does not: ");
    }
  }

  @Test
  void aHalfOpenConnectionIsCutAndHurtsNobody() throws Exception {
    Endpoint listener = listener(SHORT);

    try (Socket halfOpen = connect(listener)) {
      halfOpen.getOutputStream().write(request("never finished"), 0, 3);
      halfOpen.getOutputStream().flush();
      byte[] answer =
          dialler.exchange(listener.address, request("hello"), LONG).get(5, TimeUnit.SECONDS);
      assertThat(textOf(answer)).isEqualTo("welcome");
      assertThat(halfOpen.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void moreThan127StreamsAreRefusedUntilOneEnds() throws Exception {
    Endpoint listener = listener(LONG);
    for (int i = 0; i < AcceptedStreams.MAX_STREAMS; i++) {
      closing(connect(listener));
    }

    assertThat(failure(dialler.exchange(listener.address, request("hello"), LONG))).isNotEmpty();
    assertThat(listener.log.lines()).anyMatch(line -> line.contains("Too many pending push/pull"));

    open.removeLast().close();
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        textOf(
                            dialler
                                .exchange(listener.address, request("hello"), LONG)
                                .get(5, TimeUnit.SECONDS)))
                    .isEqualTo("welcome"));
  }

  @Test
  void aStreamThatClaimsTooMuchIsClosedAndLogged() throws Exception {
    Endpoint listener = listener(LONG);

    try (Socket socket = connect(listener)) {
      socket.getOutputStream().write(new byte[] {0x0a, 0x7f, 0x7f, 0x7f, 0x7f});
      socket.getOutputStream().flush();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(listener.requests).isEmpty();
    assertThat(listener.log.lines()).singleElement().asString().contains("failed to receive");
  }

  @Test
  void unfinishedStreamsShareOneBudgetOfBytes() throws Exception {
    Endpoint listener = listener(LONG);
    byte[] mebibyte = new byte[1 << 20];
    // Begins an encrypted message of 19 MiB; four of them are more than the budget.
    byte[] header = {0x0a, 0x01, 0x30, 0, 0};

    for (int i = 0; i < 5; i++) {
      Socket socket = closing(connect(listener));
      try {
        socket.getOutputStream().write(header);
        for (int written = 0; written < 18; written++) {
          socket.getOutputStream().write(mebibyte);
        }
      } catch (IOException refused) {
        break;
      }
    }

    await()
        .atMost(LONG)
        .until(
            () ->
                listener.log.lines().stream()
                    .anyMatch(line -> line.contains("unfinished streams")));
  }
}
