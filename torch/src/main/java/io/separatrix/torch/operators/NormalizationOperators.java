package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;
import static io.separatrix.torch.operators.SpatialWindow.filled;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalisation by statistics of a batch, a sample, a group of channels or a neighbourhood. */
final class NormalizationOperators {

  private NormalizationOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("BatchNormalization", NormalizationOperators::batch);
    operators.put("InstanceNormalization", NormalizationOperators::instance);
    operators.put("LayerNormalization", NormalizationOperators::layer);
    operators.put("RMSNormalization", NormalizationOperators::rootMeanSquare);
    operators.put("GroupNormalization", NormalizationOperators::group);
    operators.put("MeanVarianceNormalization", NormalizationOperators::meanVariance);
    operators.put("LpNormalization", NormalizationOperators::unitNorm);
    operators.put("LRN", NormalizationOperators::localResponse);
    operators.put("Dropout", NormalizationOperators::dropout);
  }

  private static Tensor mean(Tensor x, long... axes) {
    return x.mean(axes, true, new ScalarTypeOptional());
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)} over the given axes. */
  private static Tensor standardize(Tensor x, double epsilon, long... axes) {
    Tensor centered = x.sub(mean(x, axes));
    Tensor variance = mean(centered.mul(centered), axes);
    return centered.mul(torch.rsqrt(variance.add(new Scalar(epsilon))));
  }

  /** One value for each channel, ready to meet N x C x ... */
  private static Tensor perChannel(Tensor values, long rank) {
    long[] shape = filled((int) rank, 1);
    shape[1] = -1;
    return values.reshape(shape);
  }

  private static Tensor[] batch(OperatorCall call) {
    Attributes a = call.attributes();
    Tensor x = call.in(0);
    double epsilon = a.number("epsilon", 1e-5);
    boolean statistics = a.integer("training_mode", 0) == 1;
    if (statistics && !call.setting().training()) {
      return batchStatistics(call, x, epsilon);
    }
    return one(
        torch.batch_norm(
            x,
            new TensorOptional(call.in(1)),
            new TensorOptional(call.in(2)),
            new TensorOptional(call.in(3)),
            new TensorOptional(call.in(4)),
            call.setting().training(),
            1 - a.number("momentum", 0.9),
            epsilon,
            false));
  }

  /** A node that asks for the batch's own statistics even outside training. */
  private static Tensor[] batchStatistics(OperatorCall call, Tensor x, double epsilon) {
    long rank = x.dim();
    long[] axes = LongStream.range(0, rank).filter(axis -> axis != 1).toArray();
    Tensor mean = x.mean(axes, false, new ScalarTypeOptional());
    Tensor centered = x.sub(perChannel(mean, rank));
    Tensor variance = centered.mul(centered).mean(axes, false, new ScalarTypeOptional());
    Tensor scale = torch.rsqrt(variance.add(new Scalar(epsilon))).mul(call.in(1));
    Tensor y = centered.mul(perChannel(scale, rank)).add(perChannel(call.in(2), rank));
    double momentum = call.attributes().number("momentum", 0.9);
    Scalar old = new Scalar(momentum);
    Scalar fresh = new Scalar(1 - momentum);
    return new Tensor[] {
      y, call.in(3).mul(old).add(mean.mul(fresh)), call.in(4).mul(old).add(variance.mul(fresh))
    };
  }

  private static Tensor[] instance(OperatorCall call) {
    Tensor x = call.in(0);
    long[] axes = LongStream.range(2, x.dim()).toArray();
    Tensor y = standardize(x, call.attributes().number("epsilon", 1e-5), axes);
    return one(y.mul(perChannel(call.in(1), x.dim())).add(perChannel(call.in(2), x.dim())));
  }

  private static Tensor[] layer(OperatorCall call) {
    Tensor x = call.in(0);
    double epsilon = call.attributes().number("epsilon", 1e-5);
    int axis = call.axis("axis", -1, x.dim());
    long[] shape = shape(x);
    long[] normalized = Arrays.copyOfRange(shape, axis, shape.length);
    Tensor scale = call.in(1);
    Tensor bias = call.optional(2);
    boolean fits =
        Arrays.equals(shape(scale), normalized)
            && (bias == null || Arrays.equals(shape(bias), normalized));
    if (fits && call.node().outputs().size() == 1) {
      TensorOptional shift = bias == null ? new TensorOptional() : new TensorOptional(bias);
      return one(torch.layer_norm(x, normalized, new TensorOptional(scale), shift, epsilon, false));
    }
    long[] axes = LongStream.range(axis, x.dim()).toArray();
    Tensor mean = mean(x, axes);
    Tensor centered = x.sub(mean);
    Tensor inverse = torch.rsqrt(mean(centered.mul(centered), axes).add(new Scalar(epsilon)));
    Tensor y = centered.mul(inverse).mul(scale);
    return new Tensor[] {bias == null ? y : y.add(bias), mean, inverse};
  }

  private static Tensor[] rootMeanSquare(OperatorCall call) {
    Tensor x = call.in(0);
    long[] axes = LongStream.range(call.axis("axis", -1, x.dim()), x.dim()).toArray();
    Scalar epsilon = new Scalar(call.attributes().number("epsilon", 1e-5));
    Tensor inverse = torch.rsqrt(mean(x.mul(x), axes).add(epsilon));
    return one(x.mul(inverse).mul(call.in(1)));
  }

  /** Scale and bias are given for each group before operator set 21, then for each channel. */
  private static Tensor[] group(OperatorCall call) {
    Tensor x = call.in(0);
    long[] shape = shape(x);
    long groups = call.attributes().integer("num_groups", 1);
    if (shape.length < 2 || groups < 1 || shape[1] % groups != 0) {
      throw call.fail(
          "expected channels in " + groups + " groups, found " + Arrays.toString(shape));
    }
    Tensor grouped = x.reshape(shape[0], groups, -1);
    Tensor y = standardize(grouped, call.attributes().number("epsilon", 1e-5), 2).reshape(shape);
    return one(y.mul(channels(call.in(1), shape)).add(channels(call.in(2), shape)));
  }

  private static Tensor channels(Tensor values, long[] shape) {
    Tensor each =
        values.numel() == shape[1]
            ? values
            : torch.repeat_interleave(
                values, shape[1] / values.numel(), new LongOptional(0), new LongOptional());
    return perChannel(each, shape.length);
  }

  /** {@code (x - mean) / (sqrt(mean(x^2) - mean^2) + 1e-9)}. */
  private static Tensor[] meanVariance(OperatorCall call) {
    Tensor x = call.in(0);
    long[] axes = call.axes(call.attributes().integers("axes", 0, 2, 3), x.dim());
    Tensor centered = x.sub(mean(x, axes));
    Tensor deviation = mean(centered.mul(centered), axes).sqrt();
    return one(centered.div(deviation.add(new Scalar(1e-9))));
  }

  private static Tensor[] unitNorm(OperatorCall call) {
    Tensor x = call.in(0);
    long axis = call.axis("axis", -1, x.dim());
    double p = call.attributes().integer("p", 2);
    Tensor norm =
        torch.linalg_vector_norm(
            x, new Scalar(p), new long[] {axis}, true, new ScalarTypeOptional());
    Tensor zero = norm.eq(new Scalar(0.0));
    return one(x.div(torch.where(zero, torch.ones_like(norm), norm)));
  }

  /**
   * {@code x / (bias + alpha / size * sum x^2)^beta}, the sum over {@code size} neighbouring
   * channels; channels outside count as 0.
   */
  private static Tensor[] localResponse(OperatorCall call) {
    Attributes a = call.attributes();
    Tensor x = call.in(0);
    long size = a.integer("size", 1);
    long[] shape = shape(x);
    if (shape.length < 3 || size < 1 || size > Integer.MAX_VALUE) {
      throw call.fail("expected N x C x ... and a size of at least 1, found size " + size);
    }
    Tensor divisor =
        neighbours(x.mul(x), shape, size)
            .mul(new Scalar(a.number("alpha", 1e-4) / size))
            .add(new Scalar(a.number("bias", 1)));
    return one(x.mul(inversePower(divisor, a.number("beta", 0.75))));
  }

  /**
   * Sum over neighbouring channels, {@code (size - 1) / 2} below and the rest above. Slices are
   * added, because pooling over channels would need them in another order in memory.
   */
  private static Tensor neighbours(Tensor x, long[] shape, long size) {
    long below = (size - 1) / 2;
    long[] padding = new long[2 * (shape.length - 1)];
    padding[padding.length - 2] = below;
    padding[padding.length - 1] = size - 1 - below;
    Tensor padded = torch.constant_pad_nd(x, padding, new Scalar(0.0));
    Tensor sum = padded.narrow(1, 0, shape[1]);
    for (long offset = 1; offset < size; offset++) {
      sum = sum.add(padded.narrow(1, offset, shape[1]));
    }
    return sum;
  }

  /** {@code x^-p}; roots are ten times as fast as a power where they will do. */
  private static Tensor inversePower(Tensor x, double p) {
    if (p == 0.75) {
      Tensor root = torch.rsqrt(x);
      return root.mul(torch.sqrt(root));
    }
    return torch.pow(x, new Scalar(-p));
  }

  /** The identity outside training. */
  private static Tensor[] dropout(OperatorCall call) {
    Tensor x = call.in(0);
    if (!call.setting().training()) {
      requireInactive(call);
      Tensor mask = torch.ones_like(x);
      return new Tensor[] {x, call.opset() < 10 ? mask : mask.to(torch.ScalarType.Bool)};
    }
    // Since operator set 12 the ratio is an input, before that an attribute.
    Tensor ratio = call.optional(1);
    return one(
        torch.dropout(
            x, ratio == null ? call.attributes().number("ratio", 0.5) : ratio.item_double(), true));
  }

  /** A node may ask for training mode by itself; with a ratio above 0 its output is random. */
  private static void requireInactive(OperatorCall call) {
    double ratio = call.has(1) ? call.in(1).item_double() : 0.5;
    if (call.has(2) && call.in(2).item_bool() && ratio > 0) {
      throw call.fail("expected training_mode to be false, found a dropout that is always active");
    }
  }
}
