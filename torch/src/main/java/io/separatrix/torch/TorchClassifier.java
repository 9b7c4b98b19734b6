package io.separatrix.torch;

import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.DeviceNotAvailableException;
import io.separatrix.network.engine.EngineInfo;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.engine.RunningNetwork;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A network on LibTorch as a classifier: logits, gradients by back-propagation, exact
 * Hessian-vector products by back-propagation through the gradient. Points are images flattened in
 * the order channel, row, column.
 *
 * <p>Batches of any size are split into chunks of at most {@link #batchSize()} rows. In float32 on
 * the processor a chunk has a multiple of four rows, at most 16 and no more than give the same
 * result to the bit when the network is opened: kernels round differently on a rest or in a larger
 * matrix, and a search that starts from a rounding difference at a kink of the network ends
 * elsewhere. So a row's float32 result does not depend on the batch it is in; a batch size below
 * four gives that up. Hessian-vector products of a network of which one row fills a cache are made
 * row by row, which is as fast and takes less memory. Native memory that a call takes is free when
 * it returns, except that what the last Hessian-vector products need again is kept, up to half the
 * memory bound. Not thread-safe.
 */
public final class TorchClassifier implements RunningNetwork {

  private static final int FLOAT32_ROWS = 16;
  private static final int FLOAT32_MULTIPLE = 4;

  private static final int FEWEST_LANES = 128;
  private static final int LANES_PER_ROW = 2;

  private final int dimension;
  private final int classes;
  private final int batchSize;
  private final Chunks chunks;
  private @Nullable Chunks productChunks;
  private final EngineInfo info;
  private final DeviceNetwork network;
  private final GradientGraphs graphs;
  private final Workers workers;

  /**
   * Copies the network to the device and tries it on two grey images. A prescribed batch size is
   * opened ({@link BatchOpening}); where that cannot be, images are evaluated one by one.
   *
   * @throws ModelFormatException if an operator is not supported, a weight is NaN, or the network
   *     does not turn N x {@link Graph#inputShape()} into N x L
   * @throws DeviceNotAvailableException if a device was named that is not there
   */
  public TorchClassifier(Graph graph, EngineOptions options) {
    this(
        options,
        device -> new GraphNetwork(BatchOpening.open(graph).graph(), options.precision(), device));
  }

  private TorchClassifier(EngineOptions options, Function<DeviceName, DeviceNetwork> loader) {
    DeviceName device = Devices.resolve(options.device());
    int threads = Threads.resolve(options.threads());
    Threads.use(threads);
    this.info = TorchEngine.onDevice(device);
    this.network = loader.apply(device);
    this.dimension = (int) Arrays.stream(network.inputShape()).reduce(1, Math::multiplyExact);
    TrialRun probe = TrialRun.run(network);
    this.classes = probe.classes();
    this.batchSize =
        options.batchSize() == EngineOptions.AUTOMATIC
            ? probe.batchSize(options.memoryBound(), device.kind() == DeviceName.Kind.CPU)
            : options.batchSize();
    boolean steady =
        options.precision() == Precision.FLOAT32
            && device.kind() == DeviceName.Kind.CPU
            && batchSize >= FLOAT32_MULTIPLE;
    int multiple = steady ? FLOAT32_MULTIPLE : 1;
    int most = probe.large() ? FLOAT32_MULTIPLE : FLOAT32_ROWS;
    int mostRows = steady ? Math.min(batchSize, most) / multiple * multiple : batchSize;
    int fitting = probe.chunks(mostRows, options.memoryBound());
    boolean alone = steady && probe.large();
    int graphRows = alone ? 1 : mostRows;
    int graphsWanted = -Math.floorDiv(-lanes(), graphRows);
    this.graphs =
        new GradientGraphs(Math.min(graphsWanted, probe.graphs(graphRows, options.memoryBound())));
    this.workers =
        new Workers(
            device.kind() == DeviceName.Kind.CPU ? Math.max(1, Math.min(threads, fitting)) : 1,
            threads,
            () -> new Derivatives(network, classes, graphs));
    if (!steady) {
      this.chunks = chunks(mostRows, 1);
      this.productChunks = chunks;
      network.dropForward();
      return;
    }
    RowAgreement agreement = new RowAgreement(workers, dimension, mostRows);
    this.chunks = chunks(agreement.rows(multiple), multiple);
    this.productChunks = alone ? chunks(1, 1) : null;
    if (!agreement.logitsAgree(multiple, chunks.most())) {
      network.dropForward();
    }
  }

  /**
   * A classifier from a TorchScript file. Such a file is a program that runs with the rights of
   * this process, so this is for files whose origin the user trusts.
   *
   * @param file what {@code torch.jit.save} wrote: images N x C x H x W to logits N x L
   * @param inputShape channels, height, width; the file does not say
   * @throws ModelFormatException if the file is no TorchScript (pickles are refused), or its module
   *     does not turn images into logits
   * @throws DeviceNotAvailableException if a device was named that is not there
   */
  public static TorchClassifier torchScript(
      Path file, List<Integer> inputShape, EngineOptions options) {
    TorchScriptFile.require(file);
    return new TorchClassifier(
        options, device -> new ScriptNetwork(file, inputShape, options.precision(), device));
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public int batchSize() {
    return batchSize;
  }

  /**
   * {@inheritDoc} That holds where memory allows: lanes ask for logits and for gradients by turns,
   * and for several gradients or one.
   */
  @Override
  public int lanes() {
    return Math.max(FEWEST_LANES, LANES_PER_ROW * batchSize);
  }

  @Override
  public long parameters() {
    return network.parameters();
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public double[][] logits(double[][] points) {
    requireRows("point", points);
    double[][] logits = new double[points.length][];
    workers.forEach(
        chunks.of(points.length),
        (range, derivatives) ->
            range.put(derivatives.logits(chunks.filled(points, range)), logits));
    return logits;
  }

  @Override
  public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
    requireRows("point", points);
    requireAsMany(points.length, functions.length, "lists of functions");
    Arrays.stream(functions).forEach(this::requireClasses);
    Linearization[] result = new Linearization[points.length];
    workers.forEach(
        RowGroups.of(functions, chunks.rows(points.length)),
        (rows, derivatives) -> {
          Linearization[] chunk =
              derivatives.linearize(
                  chunks.filled(
                      Arrays.stream(rows).mapToObj(i -> points[i]).toArray(double[][]::new)),
                  chunks.filled(
                      Arrays.stream(rows)
                          .mapToObj(i -> functions[i])
                          .toArray(LogitCombination[][]::new)));
          for (int i = 0; i < rows.length; i++) {
            result[rows[i]] = chunk[i];
          }
        });
    return result;
  }

  @Override
  public boolean twiceDifferentiable() {
    return true;
  }

  @Override
  public double[][] hessianVectorProducts(
      double[][] points, LogitCombination[] functions, double[][] vectors) {
    requireRows("point", points);
    requireRows("vector", vectors);
    requireAsMany(points.length, functions.length, "functions");
    requireAsMany(points.length, vectors.length, "vectors");
    requireClasses(functions);
    double[][] products = new double[points.length][];
    Chunks parts = productChunks();
    workers.forEach(
        parts.of(points.length),
        (range, derivatives) ->
            range.put(
                derivatives.hessianVectorProducts(
                    parts.filled(points, range),
                    parts.filled(functions, range),
                    parts.filled(vectors, range)),
                products));
    return products;
  }

  /** Found out when products are asked for first. */
  private Chunks productChunks() {
    if (productChunks == null) {
      RowAgreement agreement = new RowAgreement(workers, dimension, chunks.most());
      productChunks = chunks(agreement.rowsOfProducts(chunks.multiple()), chunks.multiple());
      graphs.close();
    }
    return productChunks;
  }

  private Chunks chunks(int most, int multiple) {
    return new Chunks(most, multiple, workers.count());
  }

  /** Native code takes what it is given, so a row of another length must not come to it. */
  private void requireRows(String what, double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != dimension) {
        throw new IllegalArgumentException(
            "expected "
                + dimension
                + " numbers in "
                + what
                + " "
                + i
                + ", found "
                + rows[i].length);
      }
    }
  }

  private static void requireAsMany(int points, int others, String what) {
    if (others != points) {
      throw new IllegalArgumentException(
          "expected as many " + what + " as points, " + points + ", found " + others);
    }
  }

  private void requireClasses(LogitCombination[] functions) {
    for (LogitCombination function : functions) {
      for (int label : function.classes()) {
        if (label < 0 || label >= classes) {
          throw new IllegalArgumentException(
              "expected classes 0 to " + (classes - 1) + ", found " + label);
        }
      }
    }
  }

  /** {@inheritDoc} Here: gradients' graphs, and what the allocator keeps of all networks. */
  @Override
  public void rest() {
    graphs.close();
    Pointer.trimMemory();
  }

  @Override
  public void close() {
    workers.close();
    graphs.close();
    network.close();
  }
}
