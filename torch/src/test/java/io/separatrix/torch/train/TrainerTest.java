package io.separatrix.torch.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.architecture.Architectures;
import io.separatrix.network.training.LabelledImages;
import io.separatrix.network.training.Robustness;
import io.separatrix.network.training.TrainedNetwork;
import io.separatrix.network.training.TrainingDivergedException;
import io.separatrix.network.training.TrainingInterruptedException;
import io.separatrix.network.training.TrainingListener;
import io.separatrix.network.training.TrainingPlan;
import io.separatrix.network.training.TrainingProgress;
import io.separatrix.network.training.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {

  private static final List<Integer> SHAPE = List.of(1, 12, 12);
  private static final LabelledImages TRAINING = SyntheticImages.of(64, SHAPE, 1);
  private static final LabelledImages VALIDATION = SyntheticImages.of(40, SHAPE, 2);

  @TempDir Path folder;

  private static TrainingPlan plan(int epochs, double decay, double rate) {
    return new TrainingPlan(
        epochs, 16, rate, 0.5, decay, 0.9, 5e-4, 0.05, true, 1, 0, 0, false, Robustness.NONE, 7);
  }

  private static Architecture architecture(String name) {
    return Architectures.find(name, SHAPE, 4);
  }

  private Trainer trainer(String name, TrainingPlan plan, String file, BooleanSupplier stop) {
    return trainer(name, plan, file, stop, new AtomicInteger());
  }

  private Trainer trainer(
      String name, TrainingPlan plan, String file, BooleanSupplier stop, AtomicInteger epochs) {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epoch(TrainingProgress progress, double validationAccuracy) {
            epochs.incrementAndGet();
          }

          @Override
          public boolean stops() {
            return stop.getAsBoolean();
          }
        };
    return new Trainer(
        new TrainingTask(architecture(name), plan, TRAINING, VALIDATION, folder.resolve(file), 1),
        listener);
  }

  private static boolean never() {
    return false;
  }

  private static BooleanSupplier afterSteps(int steps) {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() >= steps;
  }

  @Test
  void train_learnableImages_recognisesUnseenOnes() throws IOException {
    LabelledImages training = SyntheticImages.of(256, SHAPE, 3);
    TrainingPlan plan =
        new TrainingPlan(
            6, 16, 0.02, 1, 5, 0.9, 5e-4, 0, false, 0, 0, 0, false, Robustness.NONE, 1);
    Trainer trainer =
        new Trainer(
            new TrainingTask(
                architecture("lenet"), plan, training, VALIDATION, folder.resolve("c"), 1),
            new TrainingListener() {});
    assertThat(trainer.train().validationAccuracy()).isGreaterThan(0.9);
  }

  /** In the middle of an epoch, at its end, and twice. NiN has running statistics and dropout. */
  @ParameterizedTest
  @CsvSource({"lenet, 2, 0", "lenet, 4, 0", "nin, 3, 0", "nin, 2, 3"})
  void resume_afterInterruption_givesTheWeightsOfAnUninterruptedTraining(
      String name, int first, int second) throws IOException {
    TrainingPlan plan = plan(2, 1.5, 0.02);
    TrainedNetwork straight = trainer(name, plan, "straight", TrainerTest::never).train();

    AtomicInteger epochs = new AtomicInteger();
    assertThatThrownBy(() -> trainer(name, plan, "cut", afterSteps(first), epochs).train())
        .isInstanceOf(TrainingInterruptedException.class)
        .hasMessageContaining("cut");
    if (second > 0) {
      assertThatThrownBy(() -> trainer(name, plan, "cut", afterSteps(second), epochs).resume())
          .isInstanceOf(TrainingInterruptedException.class);
    }
    TrainedNetwork resumed = trainer(name, plan, "cut", TrainerTest::never, epochs).resume();

    assertThat(resumed.graph().constants()).isEqualTo(straight.graph().constants());
    assertThat(resumed.validationAccuracy()).isEqualTo(straight.validationAccuracy());
    assertThat(epochs).hasValue(2);
  }

  @Test
  void train_anotherSeed_givesOtherWeights() throws IOException {
    TrainingPlan plan = plan(1, 0.5, 0.02);
    TrainingPlan other =
        new TrainingPlan(
            1, 16, 0.02, 0.5, 0.5, 0.9, 5e-4, 0.05, true, 1, 0, 0, false, Robustness.NONE, 8);
    assertThat(trainer("lenet", plan, "a", TrainerTest::never).train().graph().constants())
        .isNotEqualTo(trainer("lenet", other, "b", TrainerTest::never).train().graph().constants());
  }

  @Test
  void resume_withALaterEndBeforeTheRateFalls_equalsTheLongerTraining() throws IOException {
    TrainedNetwork straight =
        trainer("lenet", plan(3, 1, 0.02), "straight", TrainerTest::never).train();
    assertThatThrownBy(() -> trainer("lenet", plan(2, 1, 0.02), "cut", afterSteps(4)).train())
        .isInstanceOf(TrainingInterruptedException.class);
    TrainedNetwork resumed = trainer("lenet", plan(3, 1, 0.02), "cut", TrainerTest::never).resume();
    assertThat(resumed.graph().constants()).isEqualTo(straight.graph().constants());
  }

  @Test
  void resume_withALaterEndOnceTheRateFalls_isRefused() {
    assertThatThrownBy(() -> trainer("lenet", plan(2, 1, 0.02), "cut", afterSteps(6)).train())
        .isInstanceOf(TrainingInterruptedException.class);
    assertThatThrownBy(() -> trainer("lenet", plan(3, 1, 0.02), "cut", TrainerTest::never).resume())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("epochs=3")
        .hasMessageContaining("epochs=2");
  }

  @Test
  void resume_withAnotherArchitectureOrNoCheckpoint_isRefused() {
    assertThatThrownBy(
            () -> trainer("lenet", plan(2, 1, 0.02), "none", TrainerTest::never).resume())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("none");
    assertThatThrownBy(() -> trainer("lenet", plan(2, 1, 0.02), "cut", afterSteps(1)).train())
        .isInstanceOf(TrainingInterruptedException.class);
    assertThatThrownBy(
            () -> trainer("lenet-smooth", plan(2, 1, 0.02), "cut", TrainerTest::never).resume())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("lenet-smooth");
  }

  @Test
  void train_rateFarTooLarge_stopsAndKeepsTheLastGoodCheckpoint() throws IOException {
    TrainingPlan good = plan(2, 1, 0.02);
    assertThatThrownBy(() -> trainer("lenet", good, "c", afterSteps(4)).train())
        .isInstanceOf(TrainingInterruptedException.class);
    byte[] before = Files.readAllBytes(folder.resolve("c"));
    assertThatThrownBy(() -> trainer("lenet", plan(40, 1, 1e30), "c", TrainerTest::never).train())
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("learning rate")
        .hasMessageContaining(folder.resolve("c").toString());
    assertThat(folder.resolve("c")).hasBinaryContent(before);
  }

  @Test
  void train_nin_leavesAPlainReluNetwork() throws IOException {
    TrainingPlan cropped =
        new TrainingPlan(
            1, 32, 0.05, 0.5, 0.5, 0.9, 0, 0, true, 0, 8, 0.5, true, Robustness.NONE, 1);
    TrainedNetwork network = trainer("nin", cropped, "c", TrainerTest::never).train();
    assertThat(network.graph().nodes().stream().map(Node::operator))
        .doesNotContain("BatchNormalization", "Dropout");
    assertThat(network.steps()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 1000})
  void trainer_fewerImagesThanABatch_isRefused(int batch) {
    TrainingPlan plan =
        new TrainingPlan(
            1, batch, 0.02, 0, 1, 0.9, 0, 0, false, 0, 0, 0, false, Robustness.NONE, 1);
    assertThatThrownBy(() -> trainer("lenet", plan, "c", TrainerTest::never))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64");
  }
}
