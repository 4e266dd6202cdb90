package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.SerfException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1,            10.0.0.1, 7946",
    "10.0.0.1:0,          10.0.0.1, 0",
    "web.example:65535,   web.example, 65535",
    "fd00::1,             fd00::1, 7946",
    "[fd00::1],           fd00::1, 7946",
    "[fd00::1]:8000,      fd00::1, 8000",
    "::,                  ::, 7946",
  })
  void aHostWithOrWithoutAPortIsTakenApart(String text, String host, int port) {
    assertThat(HostPort.parse("bind", text, 7946)).isEqualTo(new HostPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":7946",
        "a:",
        "a:b",
        "a:-1",
        "a:65536",
        "[fd00::1]x",
        "[]:1",
        "a b",
        "[::1]:1:1"
      })
  void anythingElseIsRefusedWithItsKeyAndValue(String text) {
    assertThatThrownBy(() -> HostPort.parse("bind", text, 7946))
        .isInstanceOf(SerfException.class)
        .hasMessageStartingWith("bind '" + text + "' is not host:port (");
  }

  @Test
  void itsTextCanBeReadAgain() {
    assertThat(new HostPort("fd00::1", 7946)).hasToString("[fd00::1]:7946");
    assertThat(new HostPort("10.0.0.1", 7946)).hasToString("10.0.0.1:7946");
  }
}
