package io.separatrix.cli.option;

import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.Shard;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How networks are evaluated. None of it but the precision changes results beyond rounding. */
public final class ComputeOptions {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Processor threads of one network operation, and of all proofs together (default: all"
              + " cores).",
      converter = Numbers.Threads.class)
  int threads = EngineOptions.AUTOMATIC;

  @Option(
      names = "--batch-size",
      paramLabel = "auto|N",
      defaultValue = "auto",
      description = "Images evaluated at once (default: ${DEFAULT-VALUE}).",
      converter = Numbers.OneOrAuto.class)
  int batchSize;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:n]",
      defaultValue = "auto",
      description =
          "Where networks run (default: ${DEFAULT-VALUE}). One that is named is never replaced by"
              + " another.")
  DeviceName device = DeviceName.AUTO;

  @Option(
      names = "--dtype",
      paramLabel = "float32|float64",
      defaultValue = "float32",
      description = "Floating-point type of networks (default: ${DEFAULT-VALUE}).")
  Precision precision = Precision.FLOAT32;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "Do the items whose index leaves the remainder I when divided by N; 'merge' joins the"
              + " shards 0/N to N-1/N.")
  @Nullable Shard shard;

  @Option(
      names = "--save-points",
      description =
          "Keep every boundary point, anchor of a path and principal direction as .npy files.")
  boolean savePoints;

  /** The part of the items that is done; by default all. */
  public ItemSelection items() {
    return shard == null ? ItemSelection.ALL : shard;
  }

  /** Whether all points are kept. */
  public boolean savePoints() {
    return savePoints;
  }

  /** The options as an engine takes them. */
  public EngineOptions engine() {
    return EngineOptions.DEFAULT
        .withThreads(threads)
        .withBatchSize(batchSize)
        .withDevice(device)
        .withPrecision(precision);
  }
}
