package io.kserf.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged recordings end in a value, an end of stream or a {@link MalformedRpc}: nothing else. */
class FuzzedRpcTest {
  private static final int RUNS = 200;

  static Stream<Transcript> transcripts() {
    return Transcript.all().stream();
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void damagedRequestsAreMalformedOrCutOffAtWorst(Transcript t) {
    var random = new Random(t.toString().hashCode());
    for (int i = 0; i < RUNS; i++) {
      byte[] damaged = damage(t.toServer(), random);
      assertThatCode(() -> readRequests(damaged)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("transcripts")
  void damagedResponsesAreMalformedOrCutOffAtWorst(Transcript t) {
    var random = new Random(t.toString().hashCode());
    for (int i = 0; i < RUNS; i++) {
      byte[] damaged = damage(t.toClient(), random);
      assertThatCode(() -> readValues(damaged)).doesNotThrowAnyException();
    }
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private static void readRequests(byte[] bytes) throws IOException {
    var reader = new RpcRequestReader(new ByteArrayInputStream(bytes));
    try {
      for (var call = reader.next(); call.isPresent(); call = reader.next()) {
        assertThat(call.get().request().command()).isNotNull();
      }
    } catch (MalformedRpc | EOFException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void readValues(byte[] bytes) throws IOException {
    var reader = new ValueReader(new ByteArrayInputStream(bytes), RpcLimits.RESPONSE);
    try {
      while (reader.hasNext()) {
        Struct struct = Struct.of(reader.next(), "value");
        if (struct.has("Members")) {
          assertThat(ResponseBodies.memberList(struct).members()).doesNotContainNull();
        } else if (struct.has("Event")) {
          assertThat(ResponseBodies.record(struct)).isNotNull();
        } else if (struct.has("Coord")) {
          assertThat(ResponseBodies.coordinate(struct)).isNotNull();
        }
      }
    } catch (MalformedRpc | EOFException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
