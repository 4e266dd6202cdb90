package io.kserf.examples;

import static io.kserf.examples.Pool.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.node.Serf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example starts from its command line, and is a member of the pool that it was told. */
class ProgramsTest {
  @RegisterExtension final Pool pool = new Pool("127.83.7");
  @TempDir Path directory;

  /** An example's {@code main}. */
  private interface Program {
    void main(String[] args) throws Exception;
  }

  static Stream<Arguments> programs() {
    return Stream.of(
        program("ServiceDiscovery", ServiceDiscovery::main),
        program("FailureHandler", FailureHandler::main),
        program("ConfigReceiver", ConfigReceiver::main),
        program("ConfigSender", ConfigSender::main),
        program("Leader", Leader::main),
        program("LoadBalancerPool", LoadBalancerPool::main),
        program("DrainingServer", DrainingServer::main));
  }

  private static Arguments program(String name, Program main) {
    return Arguments.of(name, main);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void joinsAndEndsWhenItIsInterrupted(String name, Program main) throws Exception {
    Serf seed = pool.start("seed");
    String argument = directory.resolve("file").toString();
    String[] args = {name, "127.83.7.100:0", pool.seed(), argument};
    Thread running =
        Thread.startVirtualThread(
            () -> {
              try {
                main.main(args);
              } catch (Exception e) {
                // Interrupted, as it should be.
              }
            });

    soon(
        () ->
            assertThat(seed.members())
                .anyMatch(member -> member.name().equals(name) && isOf(member.address().ipText())));
    running.interrupt();
    assertThat(running.join(Duration.ofSeconds(20))).isTrue();
  }

  private static boolean isOf(String address) {
    return address.equals("127.83.7.100");
  }
}
