package io.separatrix.experiment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.model.ModelOptions;
import io.separatrix.experiment.model.Models;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Runs;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.testkit.Fashion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {

  @TempDir Path folder;

  /** A norm for each image; counts how often it is asked for. */
  private static final class Norms implements Artefact<double[]> {

    private final List<String> asked = new ArrayList<>();

    @Override
    public double[] find(StudyContext context) {
      asked.add("norms");
      return context.images().items().stream()
          .mapToDouble(item -> Vectors.norm(context.image(item)))
          .toArray();
    }
  }

  private record MeanNorm(String name, Norms norms) implements Study<MeanNorm.Result> {

    record Result(Object summary, double[] norms) implements StudyResult {
      @Override
      public List<StudyFile> files() {
        return List.of(
            new StudyFile.Samples(List.of("norm"), List.of(List.of(norms[0]))),
            new StudyFile.Matrix("norms.npy", new double[][] {norms}),
            new StudyFile.Document("norms.json", Map.of("first", norms[0])));
      }
    }

    @Override
    public Result run(StudyContext context) {
      double[] found = context.artefact(norms);
      norms.asked.add(name);
      return new Result(Map.of("images", found.length), found);
    }
  }

  private static ExperimentBuilder fashion(int images) {
    return Experiment.of(
        Fashion.classifier(), Images.of(Fashion.data(), PixelRange.UNIT, 0, images));
  }

  @Test
  void run_studiesThatShareAnArtefact_findItOnce() {
    Norms norms = new Norms();
    MeanNorm first = new MeanNorm("first", norms);
    try (Experiment experiment = fashion(5).open()) {
      MeanNorm.Result result = experiment.run(first);
      assertThat(experiment.run(first)).isSameAs(result);
      experiment.run(new MeanNorm("second", norms));
    }
    assertThat(norms.asked).containsExactly("norms", "first", "second");
  }

  @Test
  void threads_askedForOrNot_areThoseOrAllCores() {
    try (Experiment asked = fashion(2).engine(EngineOptions.DEFAULT.withThreads(3)).open();
        Experiment automatic = fashion(2).open()) {
      assertThat(asked.threads()).isEqualTo(3);
      assertThat(automatic.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
  }

  @Test
  void run_withFolder_writesWhatTheStudyLeaves() {
    try (RunFolder run =
            RunFolder.start(
                folder.resolve("run"),
                RunFolder.Existing.REFUSE,
                Runs.manifest(Map.of(), "a".repeat(64), 1));
        Experiment experiment = fashion(3).open()) {
      experiment.keepIn(run);
      experiment.run(new MeanNorm("norms", new Norms()));
      assertThat(folder.resolve("run/samples-norms.csv")).exists();
      assertThat(folder.resolve("run/norms.npy")).exists();
      assertThat(folder.resolve("run/norms.json")).exists();
      assertThatThrownBy(() -> experiment.run(new MeanNorm("norms", new Norms())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("norms");
    }
  }

  @Test
  void open_classifierAndImagesOfOtherShapes_isRefused() {
    Images images = Images.of(Fashion.data(), PixelRange.UNIT, 0, 3);
    assertThatThrownBy(
            () -> Experiment.of(io.separatrix.testkit.AnalyticClassifiers.ball(5, 1), images))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("784");
  }

  @Test
  void training_foldersCalledByWordNetIds_areFoundAgain() throws IOException {
    List<String> lines =
        IntStream.range(0, 10).mapToObj(i -> "n0000000" + i + " class" + i).toList();
    Path labels = Files.write(folder.resolve("labels.txt"), lines);
    for (String id : List.of("n00000003", "n00000007")) {
      Path images = Files.createDirectories(folder.resolve("images").resolve(id));
      for (int i = 0; i < 10; i++) {
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        image.setRGB(i, i, 0xffffff);
        ImageIO.write(image, "png", images.resolve(i + ".png").toFile());
      }
    }
    try (Experiment experiment =
        Experiment.of(Models.open("lenet-fashion", ModelOptions.DEFAULT.withLabels(labels)))
            .data(folder.resolve("images").toString())
            .keepForTraining(4)
            .open()) {
      assertThat(experiment.images().size()).isEqualTo(16);
      Images training = experiment.training(4);
      assertThat(training.size()).isEqualTo(4);
      assertThat(training.label(0)).hasValue(3);
    }
  }

  @Test
  void networkBesideTheOwn_countsForTheRunAndStopsWhenCancelled() {
    AtomicBoolean cancelled = new AtomicBoolean();
    RunListener listener =
        new RunListener() {
          @Override
          public void check() {
            if (cancelled.get()) {
              throw new CancellationException("enough");
            }
          }
        };
    try (Experiment experiment =
        Experiment.of(Models.open("lenet-fashion")).listener(listener).open()) {
      Classifier beside = experiment.accounted(experiment.open(requireNonNull(experiment.graph())));
      long before = experiment.classifier().count().forward();
      double[][] point = {experiment.images().pixels(0)};
      assertThat(beside.logits(point)[0]).hasSize(10);
      assertThat(experiment.classifier().count().forward()).isEqualTo(before + 1);

      cancelled.set(true);

      assertThatThrownBy(() -> beside.logits(point)).isInstanceOf(CancellationException.class);
    }
  }
}
