package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rooms below the command line say what is the case; how it is mended there, they do not know. */
class FactsTest {

  private static final Pattern OPTION = Pattern.compile("\"[^\"\n]*--[a-z][^\"\n]*\"");

  /** Custom properties of the report's style sheet are the only strings that look so. */
  private static final Pattern STYLE = Pattern.compile("\"--(ink|faint-ink|grid|series-)\"");

  private static Stream<String> options(Path source) {
    try {
      return OPTION
          .matcher(Files.readString(source))
          .results()
          .map(MatchResult::group)
          .filter(text -> !STYLE.matcher(text).matches())
          .map(text -> source + ": " + text);
    } catch (IOException e) {
      throw new UncheckedIOException(source + " cannot be read", e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "geometry",
        "network",
        "data",
        "torch",
        "experiment",
        "studies",
        "report",
        "explorer"
      })
  void messages_belowTheCommandLine_nameNoOption(String room) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", room, "src", "main", "java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      assertThat(sources.stream().flatMap(FactsTest::options)).isEmpty();
    }
  }

  /** So that the rule above can fail. */
  @Test
  void options_ofTheCommandLineItself_areFound() {
    Path source =
        Path.of("src", "main", "java", "io", "separatrix", "cli", "terminal", "Remedies.java");
    assertThat(options(source)).hasSizeGreaterThan(10);
  }
}
