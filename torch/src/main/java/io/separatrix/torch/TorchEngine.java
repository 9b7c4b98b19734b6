package io.separatrix.torch;

import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.Engine;
import io.separatrix.network.engine.EngineInfo;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.OpenedBatch;
import io.separatrix.network.engine.RunningNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** LibTorch, which also reads TorchScript files. */
public final class TorchEngine implements Engine {

  private static final String NAME = "torch";

  /** What PyTorch's users call their files, TorchScript or pickles. */
  private static final Set<String> SUFFIXES =
      Set.of(".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".torchscript");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EngineInfo info(DeviceName device) {
    Natives.require();
    return onDevice(Devices.resolve(device));
  }

  /** For a device that is there. */
  static EngineInfo onDevice(DeviceName device) {
    return new EngineInfo(
        NAME,
        version(),
        device.toString(),
        torch.get_num_threads(),
        NativeScope.of(() -> torch.get_cpu_capability().getString()));
  }

  private static String version() {
    try {
      String version = Loader.getVersion("org.bytedeco", "pytorch");
      return version == null ? "unknown" : version;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the version of LibTorch's binding", e);
    }
  }

  @Override
  public RunningNetwork open(Graph graph, EngineOptions options) {
    Natives.require();
    return new TorchClassifier(graph, options);
  }

  @Override
  public OpenedBatch openBatch(Graph graph) {
    Natives.require();
    return BatchOpening.open(graph);
  }

  /**
   * TorchScript, by the name's ending.
   *
   * @throws ModelFormatException if such a file is a pickle or something else
   */
  @Override
  public Optional<String> format(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (SUFFIXES.stream().noneMatch(name::endsWith)) {
      return Optional.empty();
    }
    TorchScriptFile.require(file);
    return Optional.of(TorchScriptFile.FORMAT);
  }

  @Override
  public RunningNetwork open(Path file, List<Integer> inputShape, EngineOptions options) {
    Natives.require();
    return TorchClassifier.torchScript(file, inputShape, options);
  }
}
