package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kserf.serf.wire.RawCoordinate;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VivaldiTest {
  private final Vivaldi vivaldi = new Vivaldi(new SplittableRandom(7));

  @Test
  void theSameSamplesGiveTheSameBitsAsSerf() throws IOException {
    JsonNode golden;
    try (var in = getClass().getResourceAsStream("/vectors/coordinates.json")) {
      golden = new ObjectMapper().readTree(in).get("coordinates");
    }
    Map<String, double[]> roundTrips = new HashMap<>();
    assertThat(golden.get("updates")).hasSize(30);

    for (JsonNode update : golden.get("updates")) {
      String name = update.get("peer").asText();
      RawCoordinate peer =
          coordinate(golden.get("peers").get(Integer.parseInt(name.substring("peer".length()))));
      assertThat(Vivaldi.distanceNanos(vivaldi.own(), peer))
          .isEqualTo(update.get("distance_before_ns").asLong());

      double[] latest = roundTrips.computeIfAbsent(name, none -> unmeasured());
      double seconds = Nanos.toSeconds(update.get("rtt_ns").asLong());
      vivaldi.update(peer, LatencyFilter.filter(latest, 0, seconds));

      assertThat(vivaldi.own()).isEqualTo(coordinate(update.get("after")));
      assertThat(Vivaldi.distanceNanos(vivaldi.own(), peer))
          .isEqualTo(update.get("distance_after_ns").asLong());
    }
  }

  @Test
  void twoInTheSamePlacePartInSomeDirection() {
    vivaldi.update(coordinate(), 0.1);

    double[] vec = vivaldi.own().vec();
    double length = 0;
    for (double component : vec) {
      length += component * component;
    }
    assertThat(Math.sqrt(length)).isGreaterThan(0.01);
  }

  @Test
  void coordinatesComeToEstimateTheRoundTrip() {
    var other = new Vivaldi(new SplittableRandom(8));
    for (int i = 0; i < 200; i++) {
      RawCoordinate before = vivaldi.own();
      vivaldi.update(other.own(), 0.025);
      other.update(before, 0.025);
    }

    double seconds = Vivaldi.distanceNanos(vivaldi.own(), other.own()) / 1e9;
    assertThat(seconds).isCloseTo(0.025, within(0.0025));
  }

  @Test
  void aCoordinateThatGetsLostInNumbersStartsAgain() {
    var far =
        new RawCoordinate(
            new double[] {Double.MAX_VALUE, Double.MAX_VALUE, 0, 0, 0, 0, 0, 0}, 1.5, 0, 1e-5);

    vivaldi.update(far, 0.1);

    assertThat(vivaldi.own()).isEqualTo(coordinate());
    assertThat(vivaldi.resets()).isEqualTo(1);
  }

  @Test
  void theLatencyFilterGivesTheMedianOfTheLastThree() {
    double[] latest = unmeasured();

    assertThat(LatencyFilter.filter(latest, 0, 10)).isEqualTo(10);
    assertThat(LatencyFilter.filter(latest, 0, 20)).isEqualTo(20);
    assertThat(LatencyFilter.filter(latest, 0, 90)).isEqualTo(20);
    assertThat(LatencyFilter.filter(latest, 0, 30)).isEqualTo(30);
  }

  private static double[] unmeasured() {
    double[] latest = new double[LatencyFilter.SAMPLES];
    LatencyFilter.clear(latest, 0);
    return latest;
  }

  @Test
  void anAdjustmentThatWouldMakeADistanceNegativeIsLeftOut() {
    var near = new RawCoordinate(new double[8], 1.5, -1.0, 1e-5);

    assertThat(Vivaldi.distanceNanos(near, coordinate())).isEqualTo(20_000);
  }

  private static RawCoordinate coordinate() {
    return new RawCoordinate(new double[8], Vivaldi.ERROR_MAX, 0, Vivaldi.HEIGHT_MIN);
  }

  private static RawCoordinate coordinate(JsonNode node) {
    double[] vec = new double[node.get("Vec").size()];
    for (int i = 0; i < vec.length; i++) {
      vec[i] = node.get("Vec").get(i).asDouble();
    }
    return new RawCoordinate(
        vec,
        node.get("Error").asDouble(),
        node.get("Adjustment").asDouble(),
        node.get("Height").asDouble());
  }
}
