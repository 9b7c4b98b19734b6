package io.separatrix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.separatrix.data.NpyFile;
import io.separatrix.geometry.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SavePointsTest {

  private static final int IMAGES = 12;
  private static final int PIXELS = 9;

  @TempDir Path folder;

  private Path run(String command, String... more) throws Exception {
    Path out = folder.resolve("runs/" + command);
    String[] arguments = {
      command,
      "--model",
      ToyModels.random(Files.createDirectories(folder.resolve("model")), PIXELS, 3).toString(),
      "--data",
      ToyModels.images(Files.createDirectories(folder.resolve("data")), IMAGES, PIXELS).toString(),
      "--range",
      "0,1",
      "--save-points",
      "--out",
      out.toString()
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    CommandRun run = CommandRun.of(all);
    assertThat(run.code()).as(run.err()).isZero();
    return out;
  }

  @Test
  void boundary_keepsAPointForEachImage() throws Exception {
    Path out = run("boundary");
    NpyFile points = NpyFile.open(out.resolve("points.npy"));
    assertThat(points.shape()).containsExactly(IMAGES, PIXELS);
    List<String> lines = Files.readAllLines(out.resolve("samples.csv"));
    NpyFile images = NpyFile.open(folder.resolve("data/images" + PIXELS + ".npy"));
    double[] all = points.values();
    double[] x = images.values();
    int norm = List.of(lines.get(0).split(",")).indexOf("norm");
    for (int i = 0; i < IMAGES; i++) {
      String cell = lines.get(i + 1).split(",", -1)[norm];
      double[] r =
          Vectors.subtract(
              Arrays.copyOfRange(all, i * PIXELS, (i + 1) * PIXELS),
              Arrays.copyOfRange(x, i * PIXELS, (i + 1) * PIXELS));
      assertThat(Vectors.norm(r)).isEqualTo(Double.parseDouble(cell), within(1e-9));
    }
  }

  @Test
  void paths_keepsTheAnchorsOfEveryPath() throws Exception {
    Path out = run("paths", "--pairs", "10");
    NpyFile anchors = NpyFile.open(out.resolve("paths-1-anchors.npy"));
    List<String> lines = Files.readAllLines(out.resolve("samples.csv"));
    int column = List.of(lines.get(0).split(",")).indexOf("anchors");
    int expected =
        lines.stream()
            .skip(1)
            .mapToInt(line -> Integer.parseInt(line.split(",", -1)[column]))
            .sum();
    assertThat(anchors.shape()).containsExactly(expected, PIXELS);
    assertThat(NpyFile.open(out.resolve("paths-1-pairs.npy")).shape()).containsExactly(expected, 1);
  }

  @Test
  void documentation_javaSnippet_readsThePoints() throws Exception {
    Path out = run("boundary");
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "formats.md")));
    assertThat(block.find()).isTrue();
    Path source = folder.resolve("Points.java");
    Files.writeString(
        source,
        block.group(1).replace("runs/boundary/points.npy", out.resolve("points.npy").toString()));
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-cp", classPath, source.toString());
    assertThat(code).isZero();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, SavePointsTest.class.getClassLoader())) {
      var main = loader.loadClass("Points").getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      System.setOut(new PrintStream(printed, true, UTF_8));
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(UTF_8)).startsWith(IMAGES + " points, the first pixel");
  }
}
