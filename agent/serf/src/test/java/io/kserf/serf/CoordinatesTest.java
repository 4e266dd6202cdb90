package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.serf.wire.RawCoordinate;
import io.kserf.swim.Identity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoordinatesTest {
  private static final RawCoordinate PEER =
      new RawCoordinate(new double[] {0.01, 0, 0, 0, 0, 0, 0, 0}, 0.5, 0, 1e-4);
  private static final Identity WEB = Layer.identity("web", new byte[0]);
  private static final long RTT = 20_000_000;

  private final Layer layer = new Layer();
  private final Coordinates coordinates =
      new Coordinates(layer.host, SerfSettings.library(Map.of()), Layer.SELF, layer.table);

  CoordinatesTest() {
    layer.table.add(new MemberRecord(WEB, MemberStatus.ALIVE, 0, 0));
  }

  @Test
  void anAckTellsWhereThisMemberIs() {
    RawCoordinate told = RawCoordinate.fromAckPayload(coordinates.ackPayload());

    assertThat(told).isEqualTo(new RawCoordinate(new double[8], 1.5, 0, 10e-6));
    assertThat(coordinates.ackPayload()).hasSize(130);
  }

  @Test
  void aRoundTripMovesThisMemberAndIsRememberedOfThePeer() {
    coordinates.onRoundTrip("web", RTT, PEER.toAckPayload());

    assertThat(coordinates.find("web").vec().getFirst()).isEqualTo(0.01);
    assertThat(coordinates.find(Layer.SELF).vec().getFirst()).isLessThan(0);
    assertThat(layer.seen.samples.get("serf.coordinate.adjustment-ms")).hasSize(1);
  }

  @Test
  void theOwnCoordinateIsKnownFromTheStart() {
    assertThat(coordinates.find(Layer.SELF)).isNotNull();
    assertThat(coordinates.find("web")).isNull();
  }

  @Test
  void aForgottenMemberHasNoCoordinate() {
    coordinates.onRoundTrip("web", RTT, PEER.toAckPayload());

    layer.table.remove("web");
    assertThat(coordinates.find("web")).isNull();

    layer.table.add(new MemberRecord(WEB, MemberStatus.ALIVE, 0, 0));
    assertThat(coordinates.find("web")).isNull();
  }

  @Test
  void aMemberOfWhomNothingIsKnownLeavesNothingBehind() {
    coordinates.onRoundTrip("pruned", RTT, PEER.toAckPayload());

    assertThat(coordinates.find("pruned")).isNull();
    assertThat(coordinates.find(Layer.SELF).vec().getFirst()).isLessThan(0);
  }

  @Test
  void anEmptyPayloadIsIgnored() {
    coordinates.onRoundTrip("web", RTT, new byte[0]);

    assertThat(coordinates.find("web")).isNull();
    assertThat(layer.seen.counters).isEmpty();
  }

  @Test
  void aCoordinateOfOtherDimensionsIsRejected() {
    coordinates.onRoundTrip(
        "web", RTT, new RawCoordinate(new double[7], 1, 0, 1e-5).toAckPayload());

    assertRejected("dimensions aren't compatible");
  }

  @Test
  void aCoordinateThatIsNoNumberIsRejected() {
    coordinates.onRoundTrip(
        "web", RTT, new RawCoordinate(new double[8], Double.NaN, 0, 1e-5).toAckPayload());

    assertRejected("coordinate is invalid");
  }

  @Test
  void aPayloadOfAnotherVersionIsRejected() {
    byte[] payload = PEER.toAckPayload();
    payload[0] = 2;

    coordinates.onRoundTrip("web", RTT, payload);

    assertRejected("unsupported ping version: 2");
  }

  @Test
  void aRoundTripOfMoreThanTenSecondsIsRejected() {
    coordinates.onRoundTrip("web", 10_000_000_001L, PEER.toAckPayload());

    assertRejected("round trip time not in valid range");
  }

  @Test
  void aRoundTripOfNothingIsCounted() {
    coordinates.onRoundTrip("web", 0, PEER.toAckPayload());

    assertThat(layer.seen.counters).containsEntry("serf.coordinate.zero-rtt", 1L);
    assertThat(coordinates.find("web")).isNotNull();
  }

  private void assertRejected(String why) {
    assertThat(coordinates.find("web")).isNull();
    assertThat(coordinates.find(Layer.SELF).vec()).containsOnly(0.0);
    assertThat(layer.seen.counters).containsEntry("serf.coordinate.rejected", 1L);
    assertThat(layer.seen.log).singleElement().asString().contains(why);
  }
}
