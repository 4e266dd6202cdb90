package io.kserf.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;

/**
 * Plays the agent's part of a recorded connection: waits for as many bytes as the recorded client
 * sent, then sends what the real agent answered.
 */
final class ReplayingAgent implements AutoCloseable {
  private final ServerSocket server;
  private final JsonNode sessions;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
  private final Thread thread;

  ReplayingAgent(JsonNode sessions) throws IOException {
    this.server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    this.sessions = sessions;
    this.thread = Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** What the client sent, and what the recorded one had sent; after {@link #close}. */
  String received() {
    return HexFormat.of().formatHex(received.toByteArray());
  }

  String expected() {
    return HexFormat.of().formatHex(expected.toByteArray());
  }

  private void serve() {
    try (Socket client = server.accept()) {
      if (sessions.isEmpty()) {
        client.setSoLinger(true, 0); // recorded against an agent that reset the connection
        return;
      }
      for (JsonNode step : sessions.get(0)) {
        byte[] bytes = HexFormat.of().parseHex(step.get("hex").asText());
        if (step.get("dir").asText().equals("s2c")) {
          client.getOutputStream().write(bytes);
        } else {
          expected.writeBytes(bytes);
          received.writeBytes(client.getInputStream().readNBytes(bytes.length));
        }
      }
      received.writeBytes(client.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    thread.join();
    server.close();
  }
}
