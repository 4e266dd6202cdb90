package io.kserf.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kserf.swim.Keyring;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.Message;
import io.kserf.swim.wire.PacketCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The messages that agents of HashiCorp's Serf sent each other while the vectors were recorded. */
final class Capture {
  private static final List<String> FILES =
      List.of("udp-plain", "udp-compressed", "udp-encrypted-aes128");

  private final List<Message> messages = new ArrayList<>();

  Capture() {
    FILES.forEach(this::read);
  }

  private void read(String name) {
    JsonNode file;
    try (var in = Capture.class.getResourceAsStream("/vectors/" + name + ".json")) {
      file = new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var keys = new ArrayList<byte[]>();
    file.path("keys_b64").forEach(key -> keys.add(Base64.getDecoder().decode(key.textValue())));
    var codec = new PacketCodec("", false, new Keyring(keys), new SplittableRandom(1));
    for (JsonNode vector : file.path("vectors")) {
      codec.open(HexFormat.of().parseHex(vector.path("hex").textValue()), new Collector());
    }
  }

  private final class Collector implements PacketCodec.Sink {
    @Override
    public void onMessage(Message message) {
      messages.add(message);
    }

    @Override
    public void onMalformed(MalformedMessage cause) {
      throw cause;
    }
  }

  /** The first message of a kind that fits. */
  <T extends Message> T first(Class<T> kind, Predicate<T> fits) {
    return messages.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(fits)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such message was captured"));
  }
}
