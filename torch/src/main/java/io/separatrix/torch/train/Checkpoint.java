package io.separatrix.torch.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.separatrix.network.Constant;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.safetensors.Safetensors;
import io.separatrix.network.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A training that can go on: what {@link TrainingState} holds, and where in the schedule it is.
 *
 * @param constants parameters and momenta
 * @param position where the training stands
 */
record Checkpoint(Map<String, Constant> constants, Position position) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEY = "training";

  /**
   * @param architecture name of the architecture
   * @param dataSha256 hash of the training images
   * @param step steps done
   * @param epochLoss sum of the losses of the current epoch's steps
   * @param epochCorrect images of the current epoch recognised
   */
  record Position(
      String architecture,
      String dataSha256,
      TrainingPlan plan,
      long step,
      double epochLoss,
      long epochCorrect) {}

  /** Writes the checkpoint, whole or not at all. */
  void write(Path file) throws IOException {
    new Safetensors(constants, Map.of(KEY, JSON.writeValueAsString(position))).write(file);
  }

  /**
   * @throws ModelFormatException if the file is not a checkpoint
   */
  static Checkpoint read(Path file) throws IOException {
    Safetensors contents = Safetensors.read(file);
    String json = contents.metadata().get(KEY);
    if (json == null) {
      throw new ModelFormatException(
          file
              + ": expected a training checkpoint, found metadata "
              + contents.metadata().keySet());
    }
    try {
      return new Checkpoint(contents.tensors(), JSON.readValue(json, Position.class));
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          file + ": expected a training checkpoint of this version, found " + json, e);
    }
  }

  /**
   * Refuses a checkpoint that a training under {@code start}'s plan would not have come to.
   *
   * @throws ModelFormatException if this checkpoint belongs to another training
   */
  void requireSame(Position start, int stepsPerEpoch, Path file) {
    if (!position.architecture().equals(start.architecture())
        || !position.dataSha256().equals(start.dataSha256())
        || !position.plan().agrees(start.plan(), position.step(), stepsPerEpoch)) {
      throw new ModelFormatException(
          file
              + ": expected the checkpoint of "
              + start
              + ", found one of "
              + position
              + "; give the options it was started with, or another folder");
    }
  }
}
