package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.bool;
import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Scaled dot-product attention of operator sets 23 to 26: {@code softmax(scale Q K^T + mask) V} for
 * each head (Vaswani et al. 2017, arXiv:1706.03762, equation 1). Several heads of queries may share
 * one of keys and values (Ainslie et al. 2023, arXiv:2305.13245).
 *
 * <p>A query that may look at nothing has the result 0, as operator set 24 defines.
 */
final class AttentionOperators {

  private AttentionOperators() {}

  static void register(Map<String, Operator> operators) {
    operators.put("Attention", AttentionOperators::attention);
    operators.put("RotaryEmbedding", RotaryEmbedding::apply);
  }

  private static Tensor[] attention(OperatorCall call) {
    if (call.has(4) || call.has(5)) {
      throw call.fail(
          "expected attention over one image, found keys and values of earlier calls (past_key,"
              + " past_value)");
    }
    Attributes a = call.attributes();
    boolean flat = call.in(0).dim() == 3;
    Tensor q = heads(call, 0, "q_num_heads");
    Tensor k = heads(call, 1, "kv_num_heads");
    Tensor v = heads(call, 2, "kv_num_heads");
    Tensor keys = k;
    Tensor values = v;
    if (q.size(1) != k.size(1)) {
      requireShared(call, q, k);
      keys = repeated(k, q.size(1) / k.size(1));
      values = repeated(v, q.size(1) / v.size(1));
    }
    double scale = a.number("scale", 1 / Math.sqrt((double) q.size(3)));
    Scalar root = new Scalar(Math.sqrt(scale));
    Tensor products = torch.matmul(q.mul(root), keys.mul(root).transpose(-1, -2));
    double cap = a.number("softcap", 0);
    Tensor capped = cap > 0 ? products.div(new Scalar(cap)).tanh().mul(new Scalar(cap)) : products;
    Tensor mask = AttentionMask.of(call, q, keys);
    Tensor scores = mask == null ? capped : capped.add(mask);
    Tensor weights = softmax(scores, mask);
    Tensor mixed = torch.matmul(weights, values);
    Tensor shown =
        switch ((int) a.integer("qk_matmul_output_mode", 0)) {
          case 0 -> products;
          case 1 -> capped;
          case 2 -> scores;
          default -> weights;
        };
    Tensor y = flat ? mixed.transpose(1, 2).flatten(2, 3) : mixed;
    return new Tensor[] {y, k, v, shown};
  }

  /** Of a row that is masked as a whole, all weights are 0; no NaN may reach its derivative. */
  private static Tensor softmax(Tensor scores, @Nullable Tensor mask) {
    if (mask == null) {
      return torch.softmax(scores, -1);
    }
    Tensor closed =
        mask.detach().amax(new long[] {-1}, true).eq(new Scalar(Double.NEGATIVE_INFINITY));
    if (!closed.any().item_bool()) {
      return torch.softmax(scores, -1);
    }
    Tensor zero = torch.zeros(new long[] {}, scores.options());
    return torch.where(closed, zero, torch.softmax(torch.where(closed, zero, scores), -1));
  }

  /** N x heads x tokens x width; three axes are split by the number of heads first. */
  private static Tensor heads(OperatorCall call, int input, String attribute) {
    Tensor x = call.in(input);
    if (x.dim() == 4) {
      return x;
    }
    long heads = call.attributes().integer(attribute, 0);
    if (x.dim() != 3 || heads < 1 || x.size(2) % heads != 0) {
      throw call.fail(
          "expected N x heads x tokens x width, or N x tokens x a multiple of "
              + attribute
              + ", found "
              + Arrays.toString(shape(x))
              + " and "
              + heads
              + " heads");
    }
    return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
  }

  private static void requireShared(OperatorCall call, Tensor q, Tensor k) {
    if (k.size(1) == 0 || q.size(1) % k.size(1) != 0) {
      throw call.fail(
          "expected a multiple of "
              + k.size(1)
              + " heads of keys as heads of queries, found "
              + q.size(1));
    }
  }

  /** Each head several times in a row. */
  private static Tensor repeated(Tensor x, long times) {
    return torch.repeat_interleave(x, times, new LongOptional(1), new LongOptional());
  }

  /** What is added to the scores. */
  private static final class AttentionMask {

    private AttentionMask() {}

    /** 0 where a query may look, negative infinity where not; null if it may look everywhere. */
    static @Nullable Tensor of(OperatorCall call, Tensor q, Tensor k) {
      long queries = q.size(2);
      long keys = k.size(2);
      Tensor mask = given(call, q, keys);
      Attributes a = call.attributes();
      long left = a.integer("left_window_size", -1);
      long right = a.integer("is_causal", 0) == 1 ? 0 : a.integer("right_window_size", -1);
      Tensor lengths = call.has(6) ? call.in(6).to(ScalarType.Long).reshape(-1, 1, 1, 1) : null;
      Tensor j = positions(keys, q).reshape(1, 1, 1, keys);
      Tensor i = positions(queries, q).reshape(1, 1, queries, 1);
      if (lengths != null) {
        mask = combined(mask, opened(j.lt(lengths), q));
        i = i.add(lengths).sub(new Scalar(queries));
      }
      if (right >= 0) {
        mask = combined(mask, opened(j.le(i.add(new Scalar(right))), q));
      }
      return left >= 0 ? combined(mask, opened(j.ge(i.sub(new Scalar(left))), q)) : mask;
    }

    private static Tensor positions(long count, Tensor like) {
      return torch.arange(new Scalar(count), like.options()).to(ScalarType.Long);
    }

    private static Tensor combined(@Nullable Tensor mask, Tensor more) {
      return mask == null ? more : mask.add(more);
    }

    private static Tensor opened(Tensor allowed, Tensor like) {
      Tensor closed = torch.zeros(shape(allowed), like.options());
      return closed.masked_fill(allowed.logical_not(), new Scalar(Double.NEGATIVE_INFINITY));
    }

    /** The mask of the node; keys that it does not reach are closed. */
    private static @Nullable Tensor given(OperatorCall call, Tensor q, long keys) {
      Tensor mask = call.optional(3);
      if (mask == null) {
        return null;
      }
      Tensor added = bool(mask) ? opened(mask, q) : mask.to(q.scalar_type());
      long missing = keys - added.size(added.dim() - 1);
      return missing > 0 && added.size(added.dim() - 1) > 1
          ? torch.constant_pad_nd(
              added, new long[] {0, missing}, new Scalar(Double.NEGATIVE_INFINITY))
          : added;
    }
  }
}
