package io.kserf.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoFlagsTest {
  private final List<String> seen = new ArrayList<>();
  private final GoFlags flags =
      new GoFlags()
          .value("bind", value -> seen.add("bind " + value))
          .value("max", value -> seen.add("max " + Integer.parseInt(value)))
          .toggle("replay", on -> seen.add("replay " + on));

  @Test
  void oneOrTwoDashesAndBothFormsOfAValueAreTheSame() {
    assertThat(flags.parse(List.of("-bind", "a", "--bind=b", "-bind=c=d", "--bind", "-e")))
        .isEmpty();
    assertThat(seen).containsExactly("bind a", "bind b", "bind c=d", "bind -e");
  }

  @Test
  void aBooleanTakesNoWordOfItsOwn() {
    assertThat(flags.parse(List.of("-replay", "false", "-bind=x")))
        .containsExactly("false", "-bind=x");
    assertThat(seen).containsExactly("replay true");
  }

  @Test
  void aBooleanTakesAnyOfGosWordsAfterTheEqualsSign() {
    flags.parse(List.of("-replay=F", "-replay=1", "-replay=True"));
    assertThat(seen).containsExactly("replay false", "replay true", "replay true");
  }

  @Test
  void flagsEndAtTheFirstOtherWordAndAfterTwoDashes() {
    assertThat(flags.parse(List.of("-bind=a", "-", "-bind=b"))).containsExactly("-", "-bind=b");
    assertThat(flags.parse(List.of("--", "-bind=b"))).containsExactly("-bind=b");
    assertThat(seen).containsExactly("bind a");
  }

  @Test
  void errorsHaveGosTexts() {
    assertRefused("flag provided but not defined: -nope", "-nope=3");
    assertRefused("flag needs an argument: -bind", "-bind");
    assertRefused("bad flag syntax: ---bind", "---bind");
    assertRefused("bad flag syntax: -=x", "-=x");
    assertRefused("invalid boolean value \"no\" for -replay: parse error", "-replay=no");
    assertRefused("invalid value \"x\" for flag -max: For input string: \"x\"", "-max", "x");
  }

  private void assertRefused(String message, String... words) {
    assertThatThrownBy(() -> flags.parse(List.of(words)))
        .isInstanceOf(GoFlags.BadFlag.class)
        .hasMessage(message);
  }
}
