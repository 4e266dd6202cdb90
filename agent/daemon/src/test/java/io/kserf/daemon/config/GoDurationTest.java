package io.kserf.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "300ms, PT0.3S",
    "1.5h, PT1H30M",
    "2h45m, PT2H45M",
    "-3s, PT-3S",
    "+1m, PT1M",
    "0, PT0S",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "1us, PT0.000001S",
    "1\u00b5s, PT0.000001S",
    "1\u03bcs, PT0.000001S",
    "24h, PT24H",
    "1h0.5m7ns, PT1H30.000000007S"
  })
  void goDurationsAreRead(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "3",
        "s",
        "1d",
        "1 s",
        "1s ",
        "-",
        ".s",
        "--1s",
        "300000h300000h3000000h"
      })
  void anythingElseIsRefusedInGosWords(String text) {
    assertThatThrownBy(() -> GoDuration.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessage("time: invalid duration \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "PT30S, 30s",
    "PT1M30S, 1m30s",
    "PT1H, 1h0m0s",
    "PT1.5S, 1.5s",
    "PT0.3S, 300ms",
    "PT0.0000015S, 1.5\u00b5s",
    "PT0.000000007S, 7ns",
    "PT0S, 0s",
    "PT-2S, -2s"
  })
  void durationsArePrintedAsGoPrintsThem(Duration duration, String expected) {
    assertThat(GoDuration.format(duration)).isEqualTo(expected);
  }

  @Test
  void whatIsPrintedIsReadBack() {
    var odd = Duration.ofNanos(3_723_000_450_067L);
    assertThat(GoDuration.parse(GoDuration.format(odd))).isEqualTo(odd);
  }
}
