package io.kserf.serf.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kserf.swim.wire.MalformedMessage;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What other messages carry: a member's tags, a query's filters, an ack's coordinate. */
class PayloadFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
        Tags.encode(Map.of("role", "web", "dc", "east")),
        Tags.encodeRole(Map.of("role", "web")),
        new QueryFilter.Nodes(List.of("a", "b")).encode(),
        new QueryFilter.Tag("role", "^web$").encode(),
        new RawCoordinate(new double[8], 1.5, -0.1, 1e-5).toAckPayload());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void aPayload(byte[] bytes) {
    readOrMalformed(bytes, meta -> Tags.decode(meta, UnaryOperator.identity()));
    readOrMalformed(bytes, QueryFilter::decode);
    readOrMalformed(bytes, RawCoordinate::fromAckPayload);
  }

  private static void readOrMalformed(byte[] bytes, Function<byte[], Object> decoder) {
    try {
      assertThat(decoder.apply(bytes)).isNotNull();
    } catch (MalformedMessage e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
