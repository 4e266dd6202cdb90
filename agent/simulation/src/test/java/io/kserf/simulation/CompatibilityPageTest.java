package io.kserf.simulation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page that says which tests hold which rule of Serf's. Whoever renames or drops one of those
 * tests is told here to change the page as well.
 */
class CompatibilityPageTest {
  private static final Path ROOT = Path.of(System.getProperty("kserf.root"));
  private static final Path PAGE = ROOT.resolve("docs/serf-compatibility.md");
  private static final Path DEVIATIONS = ROOT.resolve("agent/DEVIATIONS.md");

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))\\.(\\w+)`");
  private static final Pattern LINK = Pattern.compile("\\(\\.\\./agent/DEVIATIONS\\.md#([^)]+)\\)");

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sources of all modules' tests by the name of their class, which may exist twice. */
  private static Map<String, List<String>> testSources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("agent"))) {
      return files
          .filter(file -> file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
          .collect(
              groupingBy(
                  file -> file.getFileName().toString().replace(".java", ""),
                  mapping(CompatibilityPageTest::read, toList())));
    }
  }

  private static boolean hasTest(List<String> sources, String method) {
    var declaration = Pattern.compile("(?m)^  (static final ArchRule|void) " + method + "\\b");
    return sources.stream().anyMatch(source -> declaration.matcher(source).find());
  }

  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    Map<String, List<String>> sources = testSources();
    List<MatchResult> named = TEST.matcher(read(PAGE)).results().toList();

    assertThat(named).hasSizeGreaterThan(500);
    assertThat(
            named.stream()
                .filter(
                    test -> !hasTest(sources.getOrDefault(test.group(1), List.of()), test.group(2)))
                .map(test -> test.group() + whereItIsNow(sources, test.group(2))))
        .as("tests that docs/serf-compatibility.md names and that do not exist")
        .isEmpty();
  }

  private static String whereItIsNow(Map<String, List<String>> sources, String method) {
    return sources.entrySet().stream()
        .filter(entry -> hasTest(entry.getValue(), method))
        .map(entry -> " is now in " + entry.getKey())
        .collect(joining());
  }

  @Test
  void everyRuleHasATestOrAReasonOrSaysNotYet() {
    List<String> rows =
        read(PAGE)
            .transform(page -> page.substring(page.indexOf("## Together with real agents")))
            .lines()
            .filter(line -> line.startsWith("| "))
            .filter(line -> !line.endsWith("| held by |") && !line.startsWith("| what"))
            .filter(line -> !line.startsWith("| vectors"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(200);
    assertThat(rows)
        .as("rows of docs/serf-compatibility.md that name neither a test nor a reason")
        .filteredOn(
            row ->
                !TEST.matcher(row).find()
                    && !LINK.matcher(row).find()
                    && !row.contains("| not yet")
                    && !row.contains("| not offered"))
        .isEmpty();
  }

  @Test
  void everyLinkToADifferenceLeadsToASectionOfTheList() {
    String anchors =
        read(DEVIATIONS)
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT))
            .map(title -> title.replaceAll("[^a-z ]", "").replace(' ', '-'))
            .collect(joining("\n"));

    assertThat(LINK.matcher(read(PAGE)).results().map(link -> link.group(1)))
        .isNotEmpty()
        .isSubsetOf(anchors.lines().toList());
  }
}
