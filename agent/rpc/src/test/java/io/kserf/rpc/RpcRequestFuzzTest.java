package io.kserf.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sends is a series of requests, then an end or a {@link MalformedRpc}. */
class RpcRequestFuzzTest {
  static Stream<byte[]> seeds() {
    return Transcript.all().stream().map(Transcript::toServer);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void requests(byte[] bytes) throws IOException {
    var reader = new RpcRequestReader(new ByteArrayInputStream(bytes));
    try {
      for (var call = reader.next(); call.isPresent(); call = reader.next()) {
        assertThat(call.get().request().command()).isNotNull();
      }
    } catch (MalformedRpc | EOFException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
