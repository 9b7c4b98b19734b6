package io.separatrix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user's own code calls or implements says each argument and each result. Javadoc of the
 * rest is checked by {@code -Pdist}, for what is there.
 */
class DocumentationTest {

  private static final Path ROOT = Path.of("..");

  /** Packages and types, below {@code src/main/java/io/separatrix} of the module. */
  private static final List<String> DOCUMENTED =
      List.of(
          "experiment",
          "experiment/model",
          "network/engine",
          "network/Graph.java",
          "data/ClassNames.java",
          "data/Dataset.java",
          "data/DatasetOptions.java",
          "data/Datasets.java",
          "data/ImageShape.java",
          "data/Images.java",
          "data/PixelRange.java",
          "geometry/Classifier.java",
          "geometry/EvaluationCount.java",
          "geometry/Evaluator.java",
          "geometry/Interval.java",
          "geometry/Linearization.java",
          "geometry/Lockstep.java",
          "geometry/LogitCombination.java",
          "geometry/Margin.java",
          "geometry/Proportion.java",
          "geometry/SampleMean.java",
          "geometry/curvature/CurvatureOperator.java",
          "geometry/detection/Detector.java",
          "geometry/detection/DetectorScore.java");

  /** Its arguments are the record's components, which the record says. */
  private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("public \\w+ \\{");

  @TempDir private Path folder = Path.of("");

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String name : DOCUMENTED) {
      String module = name.split("/")[0];
      Path path = ROOT.resolve(module).resolve("src/main/java/io/separatrix").resolve(name);
      if (Files.isDirectory(path)) {
        try (Stream<Path> files = Files.list(path)) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      } else {
        sources.add(path);
      }
    }
    return sources;
  }

  private static String line(Diagnostic<? extends JavaFileObject> found) {
    try {
      return found
          .getSource()
          .getCharContent(true)
          .toString()
          .lines()
          .skip(found.getLineNumber() - 1)
          .findFirst()
          .orElse("")
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatUsersCallOrImplement_saysEachArgumentAndResult() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, UTF_8);
    var found = new DiagnosticCollector<JavaFileObject>();
    List<String> options =
        List.of(
            "-Xdoclint:all/public",
            "-proc:none",
            "-Xmaxwarns",
            "1000",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "-d",
            folder.toString());
    boolean compiled =
        compiler
            .getTask(
                null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources()))
            .call();
    assertThat(compiled).as("%s", found.getDiagnostics()).isTrue();
    assertThat(found.getDiagnostics())
        .filteredOn(one -> one.getSource() != null)
        .filteredOn(one -> !COMPACT_CONSTRUCTOR.matcher(line(one)).matches())
        .map(
            one ->
                one.getSource().getName() + ": " + one.getMessage(Locale.ROOT) + ": " + line(one))
        .isEmpty();
  }
}
