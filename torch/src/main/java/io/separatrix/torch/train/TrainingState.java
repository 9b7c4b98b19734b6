package io.separatrix.torch.train;

import static java.util.Objects.requireNonNull;

import io.separatrix.geometry.Seeds;
import io.separatrix.network.Constant;
import io.separatrix.network.ElementType;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.architecture.Parameter;
import io.separatrix.network.architecture.Parameter.Role;
import io.separatrix.network.training.TrainingPlan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The parameters of a network under training, with the momentum of those that are learned: float32
 * tensors, moved in place.
 */
final class TrainingState {

  private static final String MOMENTUM = "momentum/";

  private final List<Parameter> parameters;
  private final Map<String, Tensor> values = new LinkedHashMap<>();
  private final Map<String, Tensor> momenta = new LinkedHashMap<>();

  private TrainingState(List<Parameter> parameters, Map<String, Constant> constants) {
    this.parameters = parameters;
    for (Parameter parameter : parameters) {
      boolean learned = parameter.role().learned();
      Tensor value = tensor(find(constants, parameter.name(), parameter));
      values.put(parameter.name(), value.set_requires_grad(learned));
      if (learned) {
        String name = MOMENTUM + parameter.name();
        momenta.put(parameter.name(), tensor(find(constants, name, parameter)));
      }
    }
  }

  /** The state before the first step. */
  static TrainingState initial(List<Parameter> parameters, long seed) {
    Map<String, Constant> constants = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      constants.put(parameter.name(), constant(parameter, initialValues(parameter, seed)));
      constants.put(
          MOMENTUM + parameter.name(), constant(parameter, new float[parameter.elements()]));
    }
    return new TrainingState(parameters, constants);
  }

  /**
   * A state that {@link #constants} gave.
   *
   * @throws ModelFormatException if a tensor is missing or of another shape
   */
  static TrainingState of(List<Parameter> parameters, Map<String, Constant> constants) {
    return new TrainingState(parameters, constants);
  }

  private static Constant constant(Parameter parameter, float[] values) {
    return Constant.of(values, parameter.shape().stream().mapToLong(Long::longValue).toArray());
  }

  private static Constant find(Map<String, Constant> constants, String name, Parameter parameter) {
    Constant constant = constants.get(name);
    if (constant == null
        || constant.type() != ElementType.FLOAT32
        || !Arrays.stream(constant.shape()).boxed().toList().equals(parameter.shape())) {
      throw new ModelFormatException(
          "checkpoint: expected '"
              + name
              + "', FLOAT32 of shape "
              + parameter.shape()
              + ", found "
              + (constant == null ? "none" : constant));
    }
    return constant;
  }

  private static float[] initialValues(Parameter parameter, long seed) {
    float[] values = new float[parameter.elements()];
    switch (parameter.role()) {
      case WEIGHT -> {
        SplittableRandom random = Seeds.random(seed, "weight " + parameter.name(), 0);
        double deviation = Math.sqrt(2.0 / parameter.fanIn());
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (deviation * random.nextGaussian());
        }
      }
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
    }
    return values;
  }

  /** The parameters as the graph's constants; live, not copies. */
  Map<String, Tensor> values() {
    return values;
  }

  /** The parameters that gradient descent moves. The caller owns the vector. */
  TensorVector learned() {
    return new TensorVector(
        parameters.stream()
            .filter(p -> p.role().learned())
            .map(p -> values.get(p.name()))
            .toArray(Tensor[]::new));
  }

  /**
   * One step of gradient descent with Nesterov momentum (Sutskever et al. 2013, in the form where
   * the gradient is taken at the point ahead): {@code v <- m v + g}, {@code w <- w - rate (g + m
   * v)}. The caller has switched automatic differentiation off.
   *
   * @param gradients in the order of {@link #learned}
   */
  void descend(TensorVector gradients, double rate, TrainingPlan plan) {
    Scalar momentum = new Scalar(plan.momentum());
    Scalar decay = new Scalar(plan.weightDecay());
    Scalar step = new Scalar(-rate);
    int index = 0;
    for (Parameter parameter : parameters) {
      if (!parameter.role().learned()) {
        continue;
      }
      Tensor value = requireNonNull(values.get(parameter.name()));
      Tensor velocity = requireNonNull(momenta.get(parameter.name()));
      Tensor gradient = gradients.get(index++);
      if (parameter.role() == Role.WEIGHT) {
        gradient = gradient.add(value, decay);
      }
      velocity.mul_(momentum).add_(gradient);
      value.add_(gradient.add(velocity, momentum), step);
    }
  }

  /** Whether all parameters are finite numbers. */
  boolean finite() {
    return values.values().stream().allMatch(v -> torch.isfinite(v).all().item_bool());
  }

  /** Copies of the parameters. */
  Map<String, Constant> weights() {
    Map<String, Constant> constants = new LinkedHashMap<>();
    values.forEach((name, value) -> constants.put(name, constant(value)));
    return constants;
  }

  /** Copies of the parameters and of their momenta, from which training goes on exactly. */
  Map<String, Constant> constants() {
    Map<String, Constant> constants = weights();
    momenta.forEach((name, value) -> constants.put(MOMENTUM + name, constant(value)));
    return constants;
  }

  /** A copy of a FLOAT32 constant. */
  static Tensor tensor(Constant constant) {
    FloatPointer data =
        new FloatPointer(constant.data().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    return torch.from_blob(data, constant.shape()).clone();
  }

  private static Constant constant(Tensor tensor) {
    Tensor contiguous = tensor.detach().contiguous();
    long bytes = 4 * contiguous.numel();
    ByteBuffer data = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
    data.order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(new FloatPointer(contiguous.data_ptr_float()).capacity(bytes / 4).asBuffer());
    long[] shape = new long[(int) contiguous.dim()];
    Arrays.setAll(shape, contiguous::size);
    return new Constant(ElementType.FLOAT32, shape, data);
  }
}
