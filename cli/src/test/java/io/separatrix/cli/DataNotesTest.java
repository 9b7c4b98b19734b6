package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.separatrix.cli.terminal.ExitCode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to the data is said on the error stream and kept in run.json. */
class DataNotesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private CommandRun predict(Path data, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("predict", "--model", SmallModels.random(folder).toString(), "--data"));
    arguments.addAll(List.of(data.toString(), "--out", folder.resolve("run").toString()));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    return run;
  }

  private void colour(Path file, int blue) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
    image.setRGB(blue % 28, 3, blue);
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void predict_colourFolderWithLabels_isConvertedLabelledAndSaidSo() throws IOException {
    Path data = folder.resolve("images");
    colour(data.resolve("sub/a.png"), 200);
    colour(data.resolve("b.png"), 90);
    Files.writeString(data.resolve("notes.txt"), "");
    Path labels = Files.writeString(folder.resolve("labels.csv"), "b.png,3\na.png,class 4\n");
    CommandRun run = predict(data, "--grey", "--image-labels", labels.toString());
    assertThat(run.err()).contains("data-notes: left out: 1 files");
    JsonNode manifest = JSON.readTree(folder.resolve("run/run.json").toFile());
    assertThat(manifest.toString())
        .contains("left out: 1 files")
        .contains("colour images made grey")
        .contains("stored values 0,255 brought to 0,1")
        .contains("\"grey\":true");
    assertThat(Files.readAllLines(folder.resolve("run/samples.csv")))
        .anySatisfy(line -> assertThat(line).startsWith("0,3,").endsWith(",b.png"))
        .anySatisfy(line -> assertThat(line).startsWith("1,4,").endsWith(",sub/a.png"));
  }
}
