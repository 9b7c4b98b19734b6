package io.separatrix.network.engine;

import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates and differentiates networks: a library such as LibTorch behind a small door.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}: a public class with a public
 * constructor without parameters, named in {@code
 * META-INF/services/io.separatrix.network.engine.Engine}. The constructor must be cheap and must
 * not load native code. An engine has no state of its own and may be used by several threads; each
 * network that it opens belongs to one.
 */
public interface Engine {

  /**
   * {@return a short name in lower case, such as {@code torch}; no two engines on a class path
   * share it}
   */
  String name();

  /**
   * What a network that is opened on this device is evaluated by, without opening one.
   *
   * @param device where it would be opened
   * @return precision, device and versions
   * @throws DeviceNotAvailableException if a device was named that is not there
   */
  EngineInfo info(DeviceName device);

  /**
   * Opens a network.
   *
   * @param graph turns N x {@link Graph#inputShape()} into logits N x L. One that prescribes its
   *     batch is opened ({@link #openBatch}), or evaluated in batches of that size
   * @param options precision, device, threads, batch size
   * @return the network; to be closed by the caller
   * @throws ModelFormatException if an operator is not supported, a weight is NaN, or the graph
   *     does not give logits
   * @throws DeviceNotAvailableException if a device was named that is not there
   */
  RunningNetwork open(Graph graph, EngineOptions options);

  /**
   * Lets a graph that prescribes the size of its batch take any, if this engine knows how. The
   * opened graph has the same logits for each image, whatever batch it is in.
   *
   * <p>This implementation leaves the graph as it is.
   *
   * @param graph as it was read
   * @return the graph for any batch, or as it was
   * @throws ModelFormatException if the graph does not run with the batch that it prescribes
   */
  default OpenedBatch openBatch(Graph graph) {
    return graph.batch() == Graph.ANY_BATCH
        ? OpenedBatch.any(graph)
        : new OpenedBatch(graph, "the engine " + name() + " does not know how");
  }

  /**
   * The format of a file that this engine, and nobody else, can read: a program, which runs with
   * the rights of this process once it is {@linkplain #open(Path, List, EngineOptions) opened}.
   * Nothing of it runs here.
   *
   * <p>This implementation reads no files.
   *
   * @param file a file that exists
   * @return the format's name, such as {@code TorchScript}; empty if this engine does not read it
   * @throws ModelFormatException if it has a name of this engine's format, and another content
   */
  default Optional<String> format(Path file) {
    return Optional.empty();
  }

  /**
   * Whether this engine reads the file itself.
   *
   * @param file a file that exists
   * @return false for engines that take graphs only
   */
  default boolean reads(Path file) {
    return format(file).isPresent();
  }

  /**
   * Opens a network from a file of this engine's {@link #format}. The file's code runs, so this is
   * for files whose origin the user trusts.
   *
   * @param file of this engine's format
   * @param inputShape channels, height and width of an image, which the file does not say
   * @param options precision, device, threads, batch size
   * @return the network; to be closed by the caller
   * @throws ModelFormatException if the file is not of this engine's format, does not load, or does
   *     not turn images into logits
   * @throws DeviceNotAvailableException if a device was named that is not there
   */
  default RunningNetwork open(Path file, List<Integer> inputShape, EngineOptions options) {
    throw new ModelFormatException(
        file + ": expected a file that the engine " + name() + " reads, found another");
  }
}
