package io.separatrix.torch.operators;

import static io.separatrix.torch.operators.OperatorCall.one;
import static io.separatrix.torch.operators.OperatorCall.shape;

import io.separatrix.network.Attributes;
import io.separatrix.network.Node;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.ListType;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OptionalType;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of images on oneDNN with weights in oneDNN's own order, and with the addition and
 * the ReLU that follow it done while its result is at hand; no ONNX operator. In float32 on the
 * processor, and not differentiable.
 *
 * <p>Inputs: images, packed weights, bias (may be left out), and what is added (may be left out).
 * Attributes: those of Conv with pads that are the same in front and behind, and {@link #RELU}.
 */
public final class PackedConvolution {

  public static final String NAME = Node.OWN_DOMAIN + "PackedConv";

  /** Attribute: 1 if max(0, x) follows. */
  public static final String RELU = "relu";

  private static final int AXES = 2;

  private PackedConvolution() {}

  static void register(Map<String, Operator> operators) {
    operators.put(NAME, PackedConvolution::convolution);
  }

  /** LibTorch's own operators, which its Java interface has no methods for. */
  private static final class Native {
    static final @Nullable OperatorHandle PLAIN = find("");
    static final @Nullable OperatorHandle ADDING = find("binary");

    private static @Nullable OperatorHandle find(String overload) {
      try {
        return Dispatcher.singleton()
            .findSchemaOrThrow("mkldnn::_convolution_pointwise", overload)
            .retainReference();
      } catch (RuntimeException e) { // a LibTorch without oneDNN, as on ARM
        return null;
      }
    }
  }

  /** Whether this LibTorch has it. */
  public static boolean available() {
    return torch.hasMKLDNN() && Native.PLAIN != null && Native.ADDING != null;
  }

  /**
   * Weights in the order that oneDNN likes best for such a convolution of such images. For others
   * it takes them too, but may be five times as slow.
   *
   * @param weight channels x channels in a group x height x width, float32
   * @param attributes those of the node
   * @param images rows, channels, height, width
   */
  public static Tensor pack(Tensor weight, Attributes attributes, long[] images) {
    return torch.mkldnn_reorder_conv2d_weight(
        weight.to_mkldnn(),
        Arrays.copyOf(attributes.integers("pads", new long[2 * AXES]), AXES),
        attributes.integers("strides", SpatialWindow.filled(AXES, 1)),
        attributes.integers("dilations", SpatialWindow.filled(AXES, 1)),
        attributes.integer("group", 1),
        images);
  }

  private static Tensor[] convolution(OperatorCall call) {
    Attributes a = call.attributes();
    boolean relu = a.integer(RELU, 0) == 1;
    Tensor x = call.in(0);
    Tensor weight = call.in(1);
    Tensor added = call.optional(3);
    long[] extents = shape(weight);
    SpatialWindow window =
        SpatialWindow.of(call, x, Arrays.copyOfRange(extents, 2, extents.length), false);
    long[] result = {x.size(0), weight.size(0), window.output()[0], window.output()[1]};
    if (added != null && !Arrays.equals(result, shape(added))) {
      // What is added is of another shape, and broadcast.
      Tensor sum = run(call, window, null, false).add(added);
      return one(relu ? sum.relu() : sum);
    }
    return one(run(call, window, added, relu));
  }

  private static Tensor run(
      OperatorCall call, SpatialWindow window, @Nullable Tensor added, boolean relu) {
    IValueVector stack = new IValueVector();
    stack.push_back(new IValue(ConvolutionOperators.channelInnermost(call.in(0))));
    if (added != null) {
      stack.push_back(new IValue(added));
    }
    stack.push_back(new IValue(call.in(1)));
    Tensor bias = call.optional(2);
    stack.push_back(bias == null ? new IValue() : new IValue(bias));
    stack.push_back(integers(window.begin()));
    stack.push_back(integers(window.stride()));
    stack.push_back(integers(window.dilation()));
    stack.push_back(new IValue(call.attributes().integer("group", 1)));
    if (added != null) {
      stack.push_back(new IValue("add"));
      stack.push_back(new IValue(new Scalar(1.0)));
      stack.push_back(relu ? new IValue("relu") : new IValue());
    } else {
      stack.push_back(new IValue(relu ? "relu" : "none"));
    }
    stack.push_back(new IValue(new GenericList(OptionalType.get(NUMBER.getElementType()))));
    stack.push_back(new IValue());
    OperatorHandle operator = added == null ? Native.PLAIN : Native.ADDING;
    if (operator == null) {
      throw call.fail("this LibTorch has no oneDNN");
    }
    operator.callBoxed(stack);
    return stack.get(0).toTensor();
  }

  // Kept from the scope that may be open when this class is first used.
  private static final ListType NUMBER = ListType.ofNumbers().retainReference();
  private static final ListType INTEGER = ListType.ofInts().retainReference();

  private static IValue integers(long[] values) {
    GenericList list = new GenericList(INTEGER.getElementType());
    for (long value : values) {
      list.push_back(new IValue(value));
    }
    return new IValue(list);
  }
}
