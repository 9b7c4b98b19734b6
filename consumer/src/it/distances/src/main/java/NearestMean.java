import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.separatrix.data.Dataset;
import io.separatrix.data.Datasets;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Writes what Distances opens: {@code net.onnx}, which takes an image x to the class k whose mean
 * m_k is nearest, with logits {@code m_k . x - |m_k|^2 / 2}, and {@code images}, five PNG files of
 * each class in a folder per class. Prints the mean of the distances to the boundary, each by its
 * image's norm, in closed form.
 */
public class NearestMean {

  private static final int CLASSES = 10;
  private static final int SIDE = 28;
  private static final int DIMENSION = SIDE * SIDE;
  private static final int IMAGES_PER_CLASS = 5;

  public static void main(String[] args) throws IOException {
    double[][] means = means(Datasets.open("fashion-mnist-sample", Split.TRAIN));
    Files.write(Path.of("net.onnx"), model(means).toByteArray());

    Dataset images = Datasets.open("fashion-mnist-sample", Split.TEST);
    int[] written = new int[CLASSES];
    double sum = 0;
    for (int i = 0; i < images.size(); i++) {
      int label = images.label(i).orElseThrow();
      if (written[label] < IMAGES_PER_CLASS) {
        double[] x = images.pixels(i, PixelRange.UNIT);
        Path folder = Files.createDirectories(Path.of("images", Integer.toString(label)));
        write(x, folder.resolve(written[label]++ + ".png"));
        sum += distance(x, means) / Math.sqrt(product(x, x));
      }
    }
    System.out.printf(
        Locale.ROOT, "closed form: %.3f%n", sum / (CLASSES * IMAGES_PER_CLASS));
  }

  private static double[][] means(Dataset images) {
    double[][] means = new double[CLASSES][DIMENSION];
    int[] counts = new int[CLASSES];
    for (int i = 0; i < images.size(); i++) {
      int label = images.label(i).orElseThrow();
      counts[label]++;
      double[] x = images.pixels(i, PixelRange.UNIT);
      for (int j = 0; j < DIMENSION; j++) {
        means[label][j] += (x[j] - means[label][j]) / counts[label];
      }
    }
    return means;
  }

  /** The least of the distances to the planes between the nearest mean and another. */
  private static double distance(double[] x, double[][] means) {
    int nearest = 0;
    for (int k = 1; k < CLASSES; k++) {
      if (logit(x, means[k]) > logit(x, means[nearest])) {
        nearest = k;
      }
    }
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < CLASSES; k++) {
      if (k != nearest) {
        double[] normal = new double[DIMENSION];
        for (int j = 0; j < DIMENSION; j++) {
          normal[j] = means[nearest][j] - means[k][j];
        }
        double gap = logit(x, means[nearest]) - logit(x, means[k]);
        least = Math.min(least, gap / Math.sqrt(product(normal, normal)));
      }
    }
    return least;
  }

  private static double logit(double[] x, double[] mean) {
    return product(mean, x) - product(mean, mean) / 2;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void write(double[] x, Path file) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int j = 0; j < DIMENSION; j++) {
      image.getRaster().setSample(j % SIDE, j / SIDE, 0, (int) Math.round(255 * x[j]));
    }
    ImageIO.write(image, "png", file.toFile());
  }

  private static ModelProto model(double[][] means) {
    TensorProto.Builder weights = tensor("weights").addDims(CLASSES).addDims(DIMENSION);
    TensorProto.Builder shifts = tensor("shifts").addDims(CLASSES);
    for (double[] mean : means) {
      for (double value : mean) {
        weights.addFloatData((float) value);
      }
      shifts.addFloatData((float) (-product(mean, mean) / 2));
    }
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("nearest-mean")
            .addInput(value("images", 1, SIDE, SIDE))
            .addOutput(value("logits", CLASSES))
            .addInitializer(weights)
            .addInitializer(shifts)
            .addNode(
                NodeProto.newBuilder().setOpType("Flatten").addInput("images").addOutput("rows"))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Gemm")
                    .addInput("rows")
                    .addInput("weights")
                    .addInput("shifts")
                    .addOutput("logits")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("transB")
                            .setType(AttributeProto.AttributeType.INT)
                            .setI(1)))
            .build();
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build();
  }

  private static TensorProto.Builder tensor(String name) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT_VALUE);
  }

  /** Batches of any size. */
  private static ValueInfoProto value(String name, int... extents) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam("N"));
    for (int extent : extents) {
      shape.addDim(Dimension.newBuilder().setDimValue(extent));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }
}
