package io.separatrix.network.rewrite;

import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Layers of images N x H x W x C: the standard layer between two transpositions. Weights have the
 * standard layout.
 */
final class ChannelsLast {

  private static final String INTERNAL = "com.ms.internal.nhwc:";

  private static final int IMAGE_RANK = 4;

  private ChannelsLast() {}

  static void register(Map<String, Consumer<Lowering>> rules) {
    for (String name : List.of("NhwcConv", "NhwcFusedConv")) {
      rules.put(VendorOperators.MICROSOFT + name, ChannelsLast::convolution);
    }
    rules.put(VendorOperators.MICROSOFT + "NhwcMaxPool", l -> layer(l, "MaxPool"));
    rules.put(VendorOperators.MICROSOFT + "GroupNorm", ChannelsLast::groupNorm);
    rules.put(INTERNAL + "Conv", ChannelsLast::convolution);
    rules.put(INTERNAL + "FusedConv", ChannelsLast::convolution);
    for (String name :
        List.of(
            "ConvTranspose",
            "MaxPool",
            "AveragePool",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "BatchNormalization",
            "InstanceNormalization",
            "LRN",
            "Resize",
            "DepthToSpace",
            "SpaceToDepth")) {
      rules.put(INTERNAL + name, l -> layer(l, name));
    }
  }

  private static void convolution(Lowering l) {
    int rank = rank(l);
    String x = toFirst(l, l.in(0), rank);
    String y = l.write("Conv", FusedLayers.plain(l.attributes()), x, l.in(1), l.optional(2));
    String channelsLast = toLast(l, y, rank);
    channelsLast = l.has(3) ? l.write("Add", channelsLast, l.in(3)) : channelsLast;
    l.result(FusedActivations.listed(l, channelsLast));
  }

  private static void layer(Lowering l, String operator) {
    if (l.writes(1) || operator.equals("Resize")) {
      throw l.fail("expected one output and no sizes of axes in the order N x H x W x C");
    }
    int rank = rank(l);
    String[] inputs = l.node().inputs().toArray(String[]::new);
    inputs[0] = toFirst(l, l.in(0), rank);
    String y = l.write(operator, FusedLayers.plain(l.attributes()), inputs);
    l.result(FusedActivations.listed(l, toLast(l, y, rank)));
  }

  private static void groupNorm(Lowering l) {
    Attributes a = l.attributes();
    boolean last = a.integer("channels_last", 1) == 1;
    Attributes norm =
        Attributes.NONE
            .with("num_groups", a.integer("groups", 1))
            .with("epsilon", (float) a.number("epsilon", 1e-5f));
    String x = last ? toFirst(l, l.in(0), IMAGE_RANK) : l.in(0);
    String y = l.write("GroupNormalization", norm, x, l.in(1), l.in(2));
    y = a.integer("activation", 0) == 1 ? l.write("Mul", y, l.write("Sigmoid", y)) : y;
    l.result(last ? toLast(l, y, IMAGE_RANK) : y);
  }

  /** As many axes as the window or the weights have, and N and C; images where nothing tells. */
  private static int rank(Lowering l) {
    Constant weight = l.has(1) ? l.constant(l.in(1)) : null;
    if (l.attributes().has("kernel_shape")) {
      return l.attributes().integers("kernel_shape").length + 2;
    }
    return weight != null && weight.shape().length > 2 ? weight.shape().length : IMAGE_RANK;
  }

  static String toFirst(Lowering l, String x, int rank) {
    long[] order = new long[rank];
    order[1] = rank - 1L;
    for (int i = 2; i < rank; i++) {
      order[i] = i - 1L;
    }
    return l.write("Transpose", Attributes.NONE.with("perm", order), x);
  }

  static String toLast(Lowering l, String x, int rank) {
    long[] order = new long[rank];
    for (int i = 1; i < rank - 1; i++) {
      order[i] = i + 1L;
    }
    order[rank - 1] = 1;
    return l.write("Transpose", Attributes.NONE.with("perm", order), x);
  }
}
