package io.kserf.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BannerTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1:7946",
    "10.0.0.1:8000, 10.0.0.1:8000",
    "web1, web1:7946",
    "[fd00::1], [fd00::1]:7946",
    "[fd00::1]:1, [fd00::1]:1"
  })
  void anAddressWithoutPortIsShownWithSerfs(String configured, String shown) {
    assertThat(Banner.withPort(configured)).isEqualTo(shown);
  }
}
