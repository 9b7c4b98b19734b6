package io.separatrix.cli.option;

import io.separatrix.data.Split;
import io.separatrix.experiment.model.ChannelOrder;
import io.separatrix.geometry.detection.DetectionSettings.Aggregate;
import io.separatrix.network.engine.Precision;
import io.separatrix.network.onnx.OnnxOptions;
import io.separatrix.studies.BoundaryMode;
import io.separatrix.studies.curvature.OperatorKind;
import io.separatrix.studies.detection.StatisticKind;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the constants of an enumeration by their names in lower case. */
public abstract class LowerCase<E extends Enum<E>> implements ITypeConverter<E> {

  private final E[] constants;

  private LowerCase(E[] constants) {
    this.constants = constants;
  }

  @Override
  public E convert(String text) {
    return Arrays.stream(constants)
        .filter(constant -> name(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of "
                        + String.join(", ", Arrays.stream(constants).map(LowerCase::name).toList())
                        + ", found '"
                        + text
                        + "'"));
  }

  /** The name in lower case. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** How boundary points are found. */
  public static final class OfMode extends LowerCase<BoundaryMode> {
    OfMode() {
      super(BoundaryMode.values());
    }
  }

  static final class OfPrecision extends LowerCase<Precision> {
    OfPrecision() {
      super(Precision.values());
    }
  }

  static final class OfSplit extends LowerCase<Split> {
    OfSplit() {
      super(Split.values());
    }
  }

  static final class OfLayout extends LowerCase<OnnxOptions.Layout> {
    OfLayout() {
      super(OnnxOptions.Layout.values());
    }
  }

  static final class OfQuantised extends LowerCase<ModelOptions.Quantised> {
    OfQuantised() {
      super(ModelOptions.Quantised.values());
    }
  }

  static final class OfChannelOrder extends LowerCase<ChannelOrder> {
    OfChannelOrder() {
      super(ChannelOrder.values());
    }
  }

  /** How results are printed. */
  public static final class OfFormat extends LowerCase<OutputOptions.Format> {
    OfFormat() {
      super(OutputOptions.Format.values());
    }
  }

  static final class OfOperator extends LowerCase<OperatorKind> {
    OfOperator() {
      super(OperatorKind.values());
    }
  }

  /** What a detector goes by. */
  public static final class OfStatistic extends LowerCase<StatisticKind> {
    OfStatistic() {
      super(StatisticKind.values());
    }
  }

  /** How classes become one number. */
  public static final class OfAggregate extends LowerCase<Aggregate> {
    OfAggregate() {
      super(Aggregate.values());
    }
  }
}
