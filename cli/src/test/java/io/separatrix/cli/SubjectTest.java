package io.separatrix.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.Images;
import io.separatrix.geometry.Classifier;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectTest {

  @TempDir Path folder;

  @Test
  void training_foldersCalledByWordNetIds_areFoundAgain() throws IOException {
    ModelOptions model = new ModelOptions();
    model.model = "lenet-fashion";
    List<String> lines =
        IntStream.range(0, 10).mapToObj(i -> "n0000000" + i + " class" + i).toList();
    model.labels = Files.write(folder.resolve("labels.txt"), lines);
    DataOptions data = new DataOptions();
    data.data = folder.resolve("images").toString();
    data.keptForTraining = 4;
    for (String id : List.of("n00000003", "n00000007")) {
      Path images = Files.createDirectories(folder.resolve("images").resolve(id));
      for (int i = 0; i < 10; i++) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        image.setRGB(i, i, 0xffffff);
        ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
      }
    }
    try (Subject subject =
        Subject.open(model, data, new ComputeOptions(), remarks(new Interruption()))) {
      assertThat(subject.images().size()).isEqualTo(16);
      Images training = subject.training(data, 4);
      assertThat(training.size()).isEqualTo(4);
      assertThat(training.label(0)).hasValue(3);
    }
  }

  private static Remarks remarks(Interruption interruption) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new Remarks(
        new Host(nowhere, nowhere, false, List.of(), interruption, new UnderWay()),
        Verbosity.Level.QUIET);
  }

  @Test
  void accounted_surrogate_countsForTheRunAndStopsWhenInterrupted() {
    Interruption interruption = new Interruption();
    ModelOptions model = new ModelOptions();
    model.model = "lenet-fashion";
    try (Subject subject =
        Subject.open(model, new DataOptions(), new ComputeOptions(), remarks(interruption))) {
      Classifier surrogate =
          subject.accounted(subject.surrogate(requireNonNull(subject.network().graph()), 32.0));
      long before = subject.classifier().count().forward();
      double[][] point = {subject.images().pixels(0)};
      assertThat(surrogate.logits(point)[0]).hasSize(10);
      assertThat(subject.classifier().count().forward()).isEqualTo(before + 1);

      interruption.request();

      assertThatThrownBy(() -> surrogate.logits(point)).isInstanceOf(CancellationException.class);
    }
  }
}
