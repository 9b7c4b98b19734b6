package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Rotates pairs of a token's features by angles that depend on its position (Su et al. 2021,
 * arXiv:2104.09864, equation 34): {@code (x1 cos - x2 sin, x1 sin + x2 cos)}. A pair is two
 * neighbours if the attribute {@code interleaved} is 1, otherwise one feature of each half.
 */
final class RotaryEmbedding {

  private RotaryEmbedding() {}

  static Tensor[] apply(OperatorCall call) {
    Attributes a = call.attributes();
    Tensor given = call.in(0);
    long heads = a.integer("num_heads", 0);
    boolean flat = given.dim() == 3;
    if (!(given.dim() == 4 || (flat && heads > 0 && given.size(2) % heads == 0))) {
      throw call.fail(
          "expected N x heads x tokens x width, or N x tokens x a multiple of num_heads, found "
              + Arrays.toString(shape(given)));
    }
    // N x tokens x heads x width
    Tensor x =
        flat
            ? given.reshape(given.size(0), given.size(1), heads, given.size(2) / heads)
            : given.transpose(1, 2);
    long asked = a.integer("rotary_embedding_dim", 0);
    long rotated = asked == 0 ? x.size(3) : asked;
    if (rotated < 0 || rotated > x.size(3) || rotated % 2 != 0) {
      throw call.fail(
          "expected an even number of at most " + x.size(3) + " features, found " + rotated);
    }
    Tensor turned = x.narrow(3, 0, rotated);
    Tensor cos = angles(call, 1);
    Tensor sin = angles(call, 2);
    boolean neighbours = a.integer("interleaved", 0) == 1;
    long half = rotated / 2;
    Tensor first = neighbours ? everySecond(turned, 0) : turned.narrow(3, 0, half);
    Tensor second = neighbours ? everySecond(turned, 1) : turned.narrow(3, half, half);
    TensorVector pair =
        new TensorVector(first.mul(cos).sub(second.mul(sin)), first.mul(sin).add(second.mul(cos)));
    Tensor joined = neighbours ? torch.stack(pair, -1).flatten(3, 4) : torch.cat(pair, 3);
    Tensor y = torch.cat(new TensorVector(joined, x.narrow(3, rotated, x.size(3) - rotated)), 3);
    return one(flat ? y.flatten(2, 3) : y.transpose(1, 2));
  }

  private static Tensor everySecond(Tensor x, long from) {
    return x.slice(3, new LongOptional(from), new LongOptional(), 2);
  }

  /** Sines or cosines, N x tokens x 1 x pairs, looked up by position where positions are given. */
  private static Tensor angles(OperatorCall call, int input) {
    Tensor cache = call.in(input);
    if (!call.has(3)) {
      return cache.unsqueeze(2);
    }
    Tensor positions = call.in(3).to(ScalarType.Long);
    long[] extents = {positions.size(0), positions.size(1), 1, cache.size(1)};
    return cache.index_select(0, positions.reshape(-1)).reshape(extents);
  }
}
