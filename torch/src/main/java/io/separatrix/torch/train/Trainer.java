package io.separatrix.torch.train;

import io.separatrix.geometry.Seeds;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.architecture.Architecture;
import io.separatrix.network.rewrite.BatchNormalizationFolding;
import io.separatrix.network.training.LabelledImages;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains an architecture. After each epoch, and when it is asked to stop, it writes a checkpoint;
 * from there a resumed training gives the very weights that an uninterrupted one gives, because
 * everything random is derived from (seed, step) and all that changes is in the checkpoint. With
 * another number of threads sums are rounded differently.
 */
final class Trainer {

  private final Architecture architecture;
  private final TrainingPlan plan;
  private final LabelledImages training;
  private final LabelledImages validation;
  private final Path checkpoint;
  private final int threads;
  private final TrainingListener listener;
  private final BatchSampler sampler;
  private final Checkpoint.Position start;

  /**
   * @throws IllegalArgumentException if there are too few images, or they are too small for the
   *     plan
   */
  Trainer(TrainingTask task, TrainingListener listener) {
    this.architecture = task.architecture();
    this.plan = task.plan();
    this.training = task.training();
    this.validation = task.validation();
    this.checkpoint = task.checkpoint();
    this.threads = task.threads();
    this.listener = listener;
    this.sampler = new BatchSampler(training, plan);
    this.start = new Checkpoint.Position(architecture.name(), training.sha256(), plan, 0, 0, 0);
  }

  /**
   * Trains from the start.
   *
   * @throws TrainingInterruptedException if it was asked to stop
   * @throws TrainingDivergedException if the loss or a weight is not finite any more; the
   *     checkpoint on disk is the last good one
   * @throws IOException if a checkpoint cannot be written
   */
  TrainedNetwork train() throws IOException {
    return run(TrainingState.initial(architecture.trainingParameters(), plan.seed()), start);
  }

  /**
   * Goes on from the checkpoint. The plan may end elsewhere (epochs, decay, whole images) than the
   * one that the training began with, as long as the end has not begun under either: the result is
   * that of the new plan from the start.
   *
   * @throws ModelFormatException if there is none, or it belongs to another training
   * @throws TrainingInterruptedException as {@link #train}
   * @throws TrainingDivergedException as {@link #train}
   * @throws IOException if a checkpoint cannot be read or written
   */
  TrainedNetwork resume() throws IOException {
    if (!Files.isRegularFile(checkpoint)) {
      throw new ModelFormatException(
          checkpoint + ": expected a checkpoint to resume from, found none");
    }
    Checkpoint found = Checkpoint.read(checkpoint);
    found.requireSame(start, sampler.stepsPerEpoch(), checkpoint);
    return run(
        TrainingState.of(architecture.trainingParameters(), found.constants()), found.position());
  }

  private TrainedNetwork run(TrainingState state, Checkpoint.Position position) throws IOException {
    torch.set_num_threads(threads);
    Graph graph =
        withWeights(architecture.trainingGraph(training.mean(), training.deviation()), state);
    NetworkPass pass = new NetworkPass(graph, state.values(), plan.bfloat16());
    int stepsPerEpoch = sampler.stepsPerEpoch();
    long steps = (long) stepsPerEpoch * plan.epochs();
    long firstStep = position.step();
    long began = System.nanoTime();
    double loss = position.epochLoss();
    long correct = position.epochCorrect();
    for (long step = firstStep; step < steps; step++) {
      if (step % stepsPerEpoch == 0) {
        loss = 0;
        correct = 0;
      }
      StepResult result = descend(pass, state, step);
      requireFinite(Double.isFinite(result.loss()), "loss", step);
      loss += result.loss();
      correct += result.correct();
      long done = step + 1;
      long inEpoch = step % stepsPerEpoch + 1;
      long nanos = (System.nanoTime() - began) / (done - firstStep) * (steps - done);
      TrainingProgress progress =
          new TrainingProgress(
              (int) (step / stepsPerEpoch) + 1,
              plan.epochs(),
              done,
              steps,
              loss / inEpoch,
              correct / ((double) inEpoch * plan.batchSize()),
              Duration.ofNanos(nanos));
      listener.step(progress);
      boolean stopped = listener.stops();
      boolean epochEnds = inEpoch == stepsPerEpoch;
      if (stopped || epochEnds) {
        requireFinite(state.finite(), "weights", step);
        save(state, done, loss, correct);
      }
      if (epochEnds) {
        listener.epoch(progress, pass.accuracy(validation));
      }
      if (stopped && done < steps) {
        throw new TrainingInterruptedException(checkpoint);
      }
    }
    Graph folded = BatchNormalizationFolding.apply(withWeights(graph, state));
    Graph trained = architecture.graph(folded.constants());
    return new TrainedNetwork(trained, NetworkPass.of(trained).accuracy(validation), steps);
  }

  private static Graph withWeights(Graph graph, TrainingState state) {
    Map<String, Constant> constants = new HashMap<>(graph.constants());
    constants.putAll(state.weights());
    return graph.withConstants(constants);
  }

  private record StepResult(double loss, long correct) {}

  @SuppressWarnings("try") // the scope is there for its end
  private StepResult descend(NetworkPass pass, TrainingState state, long step) {
    torch.manual_seed(Seeds.random(plan.seed(), "dropout", step).nextLong());
    try (NetworkPass.Batch batch = new NetworkPass.Batch(sampler.shape(step), plan.batchSize());
        PointerScope scope = new PointerScope()) {
      sampler.fill(step, batch.pixels(), batch.labels());
      Tensor labels = batch.labelTensor();
      RobustLoss.Value value = new RobustLoss(pass, plan).of(batch.pixelTensor(), labels);
      Tensor loss = value.loss();
      TensorVector gradients = torch.grad(new TensorVector(loss), state.learned());
      AutoGradMode off = new AutoGradMode(false);
      try {
        state.descend(gradients, plan.rate(step, sampler.stepsPerEpoch()), plan);
      } finally {
        off.close();
      }
      return new StepResult(loss.item_double(), NetworkPass.correct(value.logits(), labels));
    }
  }

  private void requireFinite(boolean finite, String what, long step) {
    if (!finite) {
      throw new TrainingDivergedException(
          "step "
              + (step + 1)
              + ": expected finite numbers as "
              + what
              + ", found NaN or infinity; lower the learning rate (peak "
              + plan.peakRate()
              + "). The last good checkpoint, if an epoch was finished, is "
              + checkpoint);
    }
  }

  private void save(TrainingState state, long step, double loss, long correct) throws IOException {
    new Checkpoint(
            state.constants(),
            new Checkpoint.Position(
                architecture.name(), training.sha256(), plan, step, loss, correct))
        .write(checkpoint);
  }
}
