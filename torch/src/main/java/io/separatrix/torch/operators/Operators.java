package io.separatrix.torch.operators;

import io.separatrix.network.ModelFormatException;
import io.separatrix.network.Node;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The operators that graphs may use, by ONNX name. */
public final class Operators {

  private static final SortedMap<String, Operator> BY_NAME = new TreeMap<>();

  static {
    ArithmeticOperators.register(BY_NAME);
    FunctionOperators.register(BY_NAME);
    LogicOperators.register(BY_NAME);
    ActivationOperators.register(BY_NAME);
    ConvolutionOperators.register(BY_NAME);
    PackedConvolution.register(BY_NAME);
    PoolingOperators.register(BY_NAME);
    NormalizationOperators.register(BY_NAME);
    MatrixOperators.register(BY_NAME);
    AttentionOperators.register(BY_NAME);
    QuantisationOperators.register(BY_NAME);
    FusedOperators.register(BY_NAME);
    ReductionOperators.register(BY_NAME);
    ShapeOperators.register(BY_NAME);
    SelectionOperators.register(BY_NAME);
    ScatterOperators.register(BY_NAME);
    PaddingOperators.register(BY_NAME);
    CreationOperators.register(BY_NAME);
    ResizeOperators.register(BY_NAME);
    SurrogateOperators.register(BY_NAME);
  }

  private Operators() {}

  /** Names of all operators here. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /**
   * The implementation of a node's operator.
   *
   * @throws ModelFormatException if there is none
   */
  public static Operator find(Node node) {
    Operator operator = BY_NAME.get(node.operator());
    if (operator == null) {
      throw new ModelFormatException(
          "operator "
              + node.operator()
              + " of node '"
              + node.name()
              + "' is not supported; supported are "
              + BY_NAME.keySet().stream()
                  .filter(name -> !name.startsWith(Node.OWN_DOMAIN))
                  .collect(Collectors.joining(", ")));
    }
    return operator;
  }
}
