package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTerminalTest {
  @Test
  void theEnvironmentSaysHowLargeTheTerminalIs() {
    var terminal = new ProcessTerminal(Map.of("LINES", "7", "COLUMNS", "40"));
    assertThat(terminal.size()).isEqualTo(new Terminal.Size(7, 40));
  }

  @Test
  void elseSttySaysIt() {
    assertThat(ProcessTerminal.sizeOf("50 132\n")).isEqualTo(new Terminal.Size(50, 132));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0\n", "50", "-1 80", "a b", "50 132 7", "99999999999 80"})
  void anAnswerThatMakesNoSenseIsA24By80Terminal(String answer) {
    assertThat(ProcessTerminal.sizeOf(answer)).isEqualTo(new Terminal.Size(24, 80));
  }
}
