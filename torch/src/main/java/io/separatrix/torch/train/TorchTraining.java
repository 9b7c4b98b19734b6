package io.separatrix.torch.train;

import io.separatrix.network.training.TrainedNetwork;
import io.separatrix.network.training.TrainingEngine;
import io.separatrix.network.training.TrainingListener;
import io.separatrix.network.training.TrainingTask;
import io.separatrix.torch.Natives;
import java.io.IOException;
import java.nio.file.Files;

/** LibTorch, on the processor. */
public final class TorchTraining implements TrainingEngine {

  @Override
  public TrainedNetwork train(TrainingTask task, TrainingListener listener) throws IOException {
    Natives.require();
    Trainer trainer = new Trainer(task, listener);
    return Files.exists(task.checkpoint()) ? trainer.resume() : trainer.train();
  }
}
