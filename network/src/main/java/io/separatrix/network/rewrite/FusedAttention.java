package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** ONNX Runtime's attention as projections and the standard operator of set 23. */
final class FusedAttention {

  private FusedAttention() {}

  static void register(Map<String, Consumer<Lowering>> rules) {
    rules.put(VendorOperators.MICROSOFT + "Attention", FusedAttention::projected);
    rules.put(VendorOperators.MICROSOFT + "MultiHeadAttention", FusedAttention::multiHead);
  }

  /** Queries, keys and values from one product with all their weights. */
  private static void projected(Lowering l) {
    refuse(l, 3, "a mask of padded tokens (mask_index), which images have not");
    refuse(l, 4, "keys and values of earlier calls (past)");
    if (l.attributes().integer("do_rotary", 0) == 1 || l.writes(1)) {
      throw l.fail("expected attention over one image, found do_rotary or an output 'present'");
    }
    String all = l.write("MatMul", l.in(0), l.in(1));
    all = l.has(2) ? l.write("Add", all, l.in(2)) : all;
    long[] sizes = l.attributes().integers("qkv_hidden_sizes");
    Attributes split = Attributes.NONE.with("axis", -1L);
    List<String> parts =
        l.write("Split", sizes.length == 3 ? split.with("split", sizes) : split, 3, all);
    l.result(attention(l, parts, l.optional(5)));
  }

  private static void multiHead(Lowering l) {
    refuse(l, 4, "a mask of padded tokens (key_padding_mask), which images have not");
    refuse(l, 6, "keys and values of earlier calls (past_key)");
    refuse(l, 7, "keys and values of earlier calls (past_value)");
    if (l.writes(1)) {
      throw l.fail("expected one output, found more");
    }
    if (!l.has(1) || !l.has(2)) {
      l.result(packed(l));
      return;
    }
    List<String> parts = List.of(l.in(0), l.in(1), l.in(2));
    if (l.has(3)) {
      List<String> biases = biases(l);
      parts =
          List.of(
              l.write("Add", l.in(0), biases.get(0)),
              l.write("Add", l.in(1), biases.get(1)),
              l.write("Add", l.in(2), biases.get(2)));
    }
    l.result(attention(l, parts, l.optional(5)));
  }

  /** One bias for queries, keys and values in a row, which have one width. */
  private static List<String> biases(Lowering l) {
    Constant bias = l.constant(l.in(3));
    if (bias == null || bias.shape().length != 1 || bias.shape()[0] % 3 != 0) {
      throw l.fail("expected a constant bias of three equal parts");
    }
    return l.write("Split", Attributes.NONE.with("axis", 0L), 3, l.in(3));
  }

  /** N x tokens x heads x 3 x width in one, or x 2 beside the queries. */
  private static String packed(Lowering l) {
    if (l.has(3)) {
      throw l.fail("expected a bias with separate queries, keys and values only");
    }
    String queries = l.in(0);
    List<String> parts =
        l.has(1)
            ? List.of(queries, heads(l, slice(l, l.in(1), 0)), heads(l, slice(l, l.in(1), 1)))
            : List.of(
                tokens(l, slice(l, queries, 0)),
                heads(l, slice(l, queries, 1)),
                heads(l, slice(l, queries, 2)));
    return attention(l, parts, l.optional(5));
  }

  private static String slice(Lowering l, String packed, long part) {
    String index = l.put(Constant.of(new long[] {part}));
    return l.write("Gather", Attributes.NONE.with("axis", 3L), packed, index);
  }

  private static String heads(Lowering l, String x) {
    return l.write("Transpose", Attributes.NONE.with("perm", new long[] {0, 2, 1, 3}), x);
  }

  private static String tokens(Lowering l, String x) {
    return l.write("Reshape", x, l.put(Constant.of(new long[] {0, 0, -1}, 3)));
  }

  private static String attention(Lowering l, List<String> parts, String mask) {
    Attributes given = l.attributes();
    long heads = given.integer("num_heads", 0);
    Attributes a =
        Attributes.NONE
            .with("q_num_heads", heads)
            .with("kv_num_heads", heads)
            .with("is_causal", given.integer("unidirectional", 0));
    // The vendor's operators take a scale of 0 as one that was left out.
    double scale = given.number("scale", 0);
    a = scale == 0 ? a : a.with("scale", (float) scale);
    return l.write("Attention", a, parts.get(0), parts.get(1), parts.get(2), mask);
  }

  private static void refuse(Lowering l, int input, String what) {
    if (l.has(input)) {
      throw l.fail("expected attention over one image, found " + what);
    }
  }
}
