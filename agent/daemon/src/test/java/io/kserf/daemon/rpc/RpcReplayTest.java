package io.kserf.daemon.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients' bytes as recorded give the answers of HashiCorp's agent, byte for byte. */
class RpcReplayTest {
  private static final HexFormat HEX = HexFormat.of();

  private ServedAgent served;

  @BeforeEach
  void start() throws IOException {
    served = ServedAgent.start("rpc-a");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "handshake-bad-version-0",
        "handshake-bad-version-2",
        "handshake-twice",
        "no-handshake",
        "unsupported",
        "members-filtered-badregex",
        "auth-without-key",
        "stream-invalid",
        "stream-duplicate-seq",
        "get-coordinate-unknown",
        "query-reserved",
        "query-internal-ping-payload",
        "event",
        "event-nocoalesce",
        "event-toolarge",
        "tags-set",
        "tags-delete",
        "force-leave-unknown",
        "keys-install-bad",
        "leave"
      })
  void theAnswersAreThoseOfHashiCorpsAgent(String name) throws IOException {
    replay(RecordedSession.named(name), "", "");
  }

  @Test
  void anAgentWithATokenAnswersAsHashiCorpsDoes(@TempDir Path directory) throws IOException {
    stop();
    Path config = Files.writeString(directory.resolve("c.json"), "{\"rpc_auth\": \"s3cret\"}");
    served =
        ServedAgent.start("rpc-z", "-bind=" + ServedAgent.IP + ":7946", "-config-file=" + config);
    // The recorded agent was bound to 127.0.11.4.
    String here = HEX.formatHex(InetAddress.getByName(ServedAgent.IP).getAddress());
    replay(RecordedSession.named("auth-required"), "7f000b04", here);
  }

  private void replay(RecordedSession session, String recorded, String here) throws IOException {
    try (Socket socket = served.connect()) {
      for (RecordedSession.Step step : session.steps()) {
        if (step.fromClient()) {
          socket.getOutputStream().write(step.bytes());
        } else {
          String expected = HEX.formatHex(step.bytes()).replace(recorded, here);
          byte[] answer = socket.getInputStream().readNBytes(step.bytes().length);
          assertThat(HEX.formatHex(answer)).as(session.name()).isEqualTo(expected);
        }
      }
      assertThat(isClosed(socket)).isEqualTo(session.closed());
    }
  }

  /** Nothing may follow; a connection that stays open says so by its silence. */
  private static boolean isClosed(Socket socket) throws IOException {
    socket.setSoTimeout(300);
    InputStream in = socket.getInputStream();
    try {
      assertThat(in.read()).isEqualTo(-1);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }
}
