package io.kserf.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kserf.swim.Telemetry;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeterTelemetryTest {
  /** Where the recorded agents ran: gauges carry it behind the prefix. */
  private static final String PREFIX = "serf-agent\\.(vm\\.)?";

  /**
   * Go's runtime; what {@link PoolMeters} asks for at each scrape; and one metric for each name.
   */
  private static final String SERVED_OTHERWISE =
      "runtime\\..*|serf\\.queue\\..*|memberlist\\.health\\.score|serf\\.(events|queries)\\..*";

  /** As in an agent, there is one. */
  private static final Telemetry TELEMETRY = MeterTelemetry.global();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeEach
  void listen() {
    Metrics.addRegistry(registry);
  }

  @AfterEach
  void stopListening() {
    Metrics.removeRegistry(registry);
  }

  /** What HashiCorp's agents were seen to send to statsd: {@code KIND NAME}. */
  static Stream<String> recorded() throws IOException {
    try (var in = MeterTelemetryTest.class.getResourceAsStream("/vectors/metric-names.json")) {
      JsonNode names = new ObjectMapper().readTree(in);
      return Stream.of("0.9.4", "0.10.2")
          .flatMap(version -> names.get(version).properties().stream())
          .filter(entry -> !engineName(entry.getKey()).matches(SERVED_OTHERWISE))
          .map(entry -> entry.getValue().asText() + " " + engineName(entry.getKey()))
          .distinct();
    }
  }

  private static String engineName(String recorded) {
    return recorded.replaceFirst(PREFIX, "").replaceFirst("agent\\.invoke\\..*", "agent.invoke");
  }

  private double total() {
    return registry.getMeters().stream()
        .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
        .mapToDouble(Measurement::getValue)
        .sum();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyMetricThatSerfWasSeenToSendIsServed(String metric) {
    double before = total();
    String name = metric.substring(metric.indexOf(' ') + 1);
    switch (metric.substring(0, metric.indexOf(' '))) {
      case "c" -> TELEMETRY.count(name, 1);
      case "ms" -> TELEMETRY.sample(name, 1);
      case "g" -> TELEMETRY.gauge(name, 1);
      default -> throw new IllegalArgumentException(metric);
    }

    assertThat(total()).isGreaterThan(before);
  }
}
