package io.separatrix.cli.option;

import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How networks are evaluated. None of it but the precision changes results beyond rounding. */
public final class ComputeOptions {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Processor threads of one network operation (default: all cores).",
      converter = WholeNumber.Positive.class)
  int threads = EngineOptions.AUTOMATIC;

  @Option(
      names = "--batch-size",
      paramLabel = "auto|N",
      defaultValue = "auto",
      description = "Images evaluated at once (default: ${DEFAULT-VALUE}).",
      converter = WholeNumber.PositiveOrAuto.class)
  int batchSize;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:n]",
      defaultValue = "auto",
      description =
          "Where networks run (default: ${DEFAULT-VALUE}). One that is named is never replaced by"
              + " another.",
      converter = Device.class)
  DeviceName device = DeviceName.AUTO;

  @Option(
      names = "--dtype",
      paramLabel = "float32|float64",
      defaultValue = "float32",
      description = "Floating-point type of networks (default: ${DEFAULT-VALUE}).",
      converter = LowerCase.OfPrecision.class)
  Precision precision = Precision.FLOAT32;

  /** The options as an engine takes them. */
  public EngineOptions engine() {
    return EngineOptions.DEFAULT
        .withThreads(threads)
        .withBatchSize(batchSize)
        .withDevice(device)
        .withPrecision(precision);
  }

  /** Floating-point type of networks. */
  public Precision precision() {
    return precision;
  }

  /** The options that change how fast a run is, not what it finds. */
  public Map<String, String> execution() {
    Map<String, String> execution = new TreeMap<>();
    execution.put("threads", threads == EngineOptions.AUTOMATIC ? "auto" : "" + threads);
    execution.put("batchSize", batchSize == EngineOptions.AUTOMATIC ? "auto" : "" + batchSize);
    execution.put("device", device.toString());
    return execution;
  }

  static final class Device implements ITypeConverter<DeviceName> {
    @Override
    public DeviceName convert(String text) {
      try {
        return DeviceName.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
