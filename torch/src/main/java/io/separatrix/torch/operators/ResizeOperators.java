package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.floating;
import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Resizing, axis by axis with the matrices of {@link Interpolation}, and sampling on a grid. */
final class ResizeOperators {

  private ResizeOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Resize", ResizeOperators::resize);
    operators.put("Upsample", ResizeOperators::upsample);
    operators.put("GridSample", ResizeOperators::gridSample);
    operators.put("AffineGrid", ResizeOperators::affineGrid);
    operators.put("Col2Im", ColumnsToImage::apply);
  }

  private static Tensor[] upsample(OperatorCall call) {
    Attributes a = call.attributes();
    double[] scales = a.has("scales") ? a.numbers("scales") : call.doubles(1);
    return one(scaled(call, call.in(0), scales, mode(a)));
  }

  private static Interpolation mode(Attributes a) {
    String mode = a.text("mode", "nearest");
    return Interpolation.upsample(mode.endsWith("linear") ? "linear" : mode);
  }

  private static Tensor scaled(OperatorCall call, Tensor x, double[] scales, Interpolation how) {
    long[] shape = shape(x);
    if (scales.length != shape.length) {
      throw call.fail("expected " + shape.length + " scales, found " + scales.length);
    }
    Tensor y = x;
    for (int axis = 0; axis < shape.length; axis++) {
      long out = (long) Math.floor(shape[axis] * scales[axis]);
      y = resample(call, y, axis, out, scales[axis], how, 0, 1);
    }
    return y;
  }

  private static Tensor[] resize(OperatorCall call) {
    Tensor x = call.in(0);
    Attributes a = call.attributes();
    if (call.opset() < 11) {
      return one(scaled(call, x, call.doubles(1), mode(a)));
    }
    long[] shape = shape(x);
    int rank = shape.length;
    long[] axes = call.axes(a.integers("axes", LongStream.range(0, rank).toArray()), rank);
    boolean sized = call.has(3) && call.in(3).numel() > 0;
    double[] scales = sized ? new double[axes.length] : call.doubles(2);
    long[] sizes = sized ? call.longs(3) : new long[axes.length];
    if (scales.length != axes.length || sizes.length != axes.length) {
      throw call.fail("expected a scale or a size for each of " + axes.length + " axes");
    }
    if (sized) {
      fromSizes(call, shape, axes, sizes, scales);
    }
    boolean crop = a.text("coordinate_transformation_mode", "").equals("tf_crop_and_resize");
    double[] roi = crop && call.has(1) ? call.doubles(1) : new double[0];
    if (crop && roi.length != 2 * axes.length) {
      throw call.fail("expected a region of " + 2 * axes.length + " numbers, found " + roi.length);
    }
    Interpolation how = interpolation(a);
    Tensor y = floating(x) ? x : x.to(ScalarType.Double);
    for (int i = 0; i < axes.length; i++) {
      int axis = (int) axes[i];
      double start = crop ? roi[i] : 0;
      double end = crop ? roi[axes.length + i] : 1;
      double extent = shape[axis] * (crop ? end - start : 1);
      long out = sized ? sizes[i] : (long) Math.floor(extent * scales[i]);
      y = resample(call, y, axis, out, scales[i], how, start, end);
    }
    return one(floating(x) ? y : y.round().to(x.scalar_type()));
  }

  private static Interpolation interpolation(Attributes a) {
    return new Interpolation(
        a.text("mode", "nearest"),
        a.text("coordinate_transformation_mode", "half_pixel"),
        a.text("nearest_mode", "round_prefer_floor"),
        a.number("cubic_coeff_a", -0.75),
        a.integer("exclude_outside", 0) == 1,
        a.integer("antialias", 0) == 1);
  }

  /** Scales from sizes; where the aspect ratio is kept, one scale for all axes. */
  private static void fromSizes(
      OperatorCall call, long[] shape, long[] axes, long[] sizes, double[] scales) {
    for (int i = 0; i < axes.length; i++) {
      scales[i] = sizes[i] / (double) shape[(int) axes[i]];
    }
    String policy = call.attributes().text("keep_aspect_ratio_policy", "stretch");
    if (policy.equals("stretch")) {
      return;
    }
    double common =
        policy.equals("not_larger")
            ? Arrays.stream(scales).min().orElse(1)
            : Arrays.stream(scales).max().orElse(1);
    for (int i = 0; i < axes.length; i++) {
      scales[i] = common;
      sizes[i] = (long) Math.floor(common * shape[(int) axes[i]] + 0.5);
    }
  }

  private static Tensor resample(
      OperatorCall call,
      Tensor x,
      int axis,
      long out,
      double scale,
      Interpolation how,
      double start,
      double end) {
    long in = x.size(axis);
    boolean whole = start == 0 && end == 1;
    if (out == in && scale == 1 && whole) {
      return x;
    }
    if (!(scale > 0) || in < 1 || out < 1) {
      throw call.fail("expected positive scales and extents, found " + in + " x " + scale);
    }
    long[] result = shape(x);
    result[axis] = out;
    Extents.check(call, result);
    Extents.check(call, in, out);
    double[][] rows = how.matrix((int) in, (int) out, scale, start, end);
    Tensor y =
        how.mode().equals("nearest")
            ? x.index_select(axis, SelectionOperators.indices(positions(rows), x))
            : weighted(x, axis, rows);
    return whole ? y : extrapolated(call, y, axis, rows);
  }

  private static long[] positions(double[][] rows) {
    long[] positions = new long[rows.length];
    for (int o = 0; o < rows.length; o++) {
      for (int i = 0; i < rows[o].length; i++) {
        positions[o] = rows[o][i] == 1 ? i : positions[o];
      }
    }
    return positions;
  }

  private static Tensor weighted(Tensor x, int axis, double[][] rows) {
    double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    for (int i = 0; i < flat.length; i++) {
      flat[i] = Double.isNaN(flat[i]) ? 0 : flat[i];
    }
    Tensor matrix =
        Tensor.create(flat, rows.length, rows[0].length).to(x.device(), x.scalar_type());
    return torch.matmul(x.transpose(axis, -1), matrix.t()).transpose(axis, -1);
  }

  private static Tensor extrapolated(OperatorCall call, Tensor y, int axis, double[][] rows) {
    boolean[] outside = new boolean[rows.length];
    for (int o = 0; o < rows.length; o++) {
      outside[o] = Double.isNaN(rows[o][0]);
    }
    long[] along = SpatialWindow.filled((int) y.dim(), 1);
    along[axis] = rows.length;
    Tensor mask = Tensor.create(outside).to(y.device(), ScalarType.Bool).reshape(along);
    return y.masked_fill(mask, new Scalar(call.attributes().number("extrapolation_value", 0)));
  }

  private static Tensor[] gridSample(OperatorCall call) {
    Attributes a = call.attributes();
    long mode =
        switch (a.text("mode", "linear")) {
          case "linear", "bilinear" -> 0;
          case "nearest" -> 1;
          case "cubic", "bicubic" -> 2;
          default -> throw call.fail("unknown mode " + a.text("mode", ""));
        };
    long padding =
        switch (a.text("padding_mode", "zeros")) {
          case "zeros" -> 0;
          case "border" -> 1;
          case "reflection" -> 2;
          default -> throw call.fail("unknown padding_mode " + a.text("padding_mode", ""));
        };
    boolean align = a.integer("align_corners", 0) == 1;
    return one(torch.grid_sampler(call.in(0), call.in(1), mode, padding, align));
  }

  private static Tensor[] affineGrid(OperatorCall call) {
    long[] size = call.longs(1);
    Extents.check(call, size);
    boolean align = call.attributes().integer("align_corners", 0) == 1;
    return one(torch.affine_grid_generator(call.in(0), size, align));
  }
}
