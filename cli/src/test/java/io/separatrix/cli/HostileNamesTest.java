package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.cli.terminal.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names that come with models and data show what is in them, and do nothing. */
class HostileNamesTest {

  private static final String ESC = Character.toString(27);
  private static final String FORGED = "separatrix: all is well";
  private static final String HOSTILE = ESC + "[2J" + ESC + "]0;x\u0007\r\n" + FORGED;

  @TempDir private Path folder = Path.of("");

  private static void harmless(String text) {
    assertThat(text.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
        .isEmpty();
    assertThat(text.lines()).noneMatch(line -> line.startsWith(FORGED));
  }

  @Test
  void predict_nodeNameWithEscapes_isShownHarmlessly() throws IOException {
    Path model = ToyModels.unknownOperator(folder, HOSTILE, 4);
    for (String option : List.of("-q", "-v")) {
      CommandRun run =
          CommandRun.of(
              "predict",
              "--model",
              model.toString(),
              "--data",
              ToyModels.images(folder, 5, 4).toString(),
              option);
      assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.err()).contains("Nope", "\\u001b[2J", FORGED);
      harmless(run.err());
    }
  }

  @Test
  void predict_classNamesWithEscapes_areShownHarmlesslyInTheReport() throws IOException {
    Path labels = folder.resolve("labels.txt");
    Files.writeString(labels, "=1+1\n" + ESC + "[31mred\u009b\nthird\n");
    Path out = folder.resolve("run");
    CommandRun run =
        CommandRun.of(
            "slice",
            "--model",
            ToyModels.random(folder, 4, 3).toString(),
            "--data",
            ToyModels.images(folder, 24, 4).toString(),
            "--range",
            "0,1",
            "--resolution",
            "12",
            "--labels",
            labels.toString(),
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    harmless(run.out());
    harmless(run.err());
    harmless(Files.readString(out.resolve("report.html")));
    assertThat(CommandRun.of("report", out.toString()).code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void predict_fileNamesThatAreFormulasOrEscapes_areText() throws IOException {
    Path data = Files.createDirectory(folder.resolve(HOSTILE.replace("/", "")));
    List<String> names = List.of("=cmd|' C'!A0.png", "+1.png", "-1.png", "@sum.png", "a.png");
    for (String name : names) {
      BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setSample(name.length(), 3, 0, 200);
      ImageIO.write(image, "png", data.resolve(name).toFile());
    }
    Path out = folder.resolve("run" + HOSTILE);
    CommandRun run =
        CommandRun.of(
            "predict",
            "--model",
            SmallModels.random(folder).toString(),
            "--data",
            data.toString(),
            "--out",
            out.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    harmless(run.err());
    harmless(run.out());
    harmless(Files.readString(out.resolve("report.html")));
    assertThat(Files.readString(out.resolve("samples.csv")))
        .contains(",'=cmd|' C'!A0.png\n", ",'+1.png\n", ",'-1.png\n", ",'@sum.png\n")
        .contains(",a.png\n");
  }
}
