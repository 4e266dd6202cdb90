package io.kserf.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What an agent answers is read as whatever the request wanted, or is a {@link MalformedRpc}. */
class RpcResponseFuzzTest {
  private static final List<Function<Struct, Object>> BODIES =
      List.of(
          ResponseBodies::joined,
          ResponseBodies::memberList,
          ResponseBodies::keysChanged,
          ResponseBodies::keysListed,
          ResponseBodies::stats,
          ResponseBodies::coordinate,
          ResponseBodies::logLine,
          ResponseBodies::record,
          ResponseBodies::answer);

  static Stream<byte[]> seeds() {
    return Transcript.all().stream().map(Transcript::toClient);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void responses(byte[] bytes) throws IOException {
    var values = new ValueReader(new ByteArrayInputStream(bytes), RpcLimits.RESPONSE);
    try {
      while (values.hasNext()) {
        Struct struct = Struct.of(values.next(), "response");
        BODIES.forEach(body -> readOrMalformed(struct, body));
      }
    } catch (MalformedRpc | EOFException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void readOrMalformed(Struct struct, Function<Struct, Object> body) {
    try {
      assertThat(body.apply(struct)).isNotNull();
    } catch (MalformedRpc e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
