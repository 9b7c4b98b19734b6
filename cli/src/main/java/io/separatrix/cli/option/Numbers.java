package io.separatrix.cli.option;

import io.separatrix.geometry.curvature.MeanCurvature;
import io.separatrix.network.engine.EngineOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers within limits. */
public final class Numbers {

  private Numbers() {}

  /** Any whole number. */
  static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected a whole number, found '" + text + "'");
    }
  }

  static int atLeast(int smallest, String text) {
    int value = whole(text);
    if (value < smallest) {
      throw new TypeConversionException(
          "expected a whole number of at least " + smallest + ", found " + text);
    }
    return value;
  }

  /** A whole number of at least 0. */
  public static final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return atLeast(0, text);
    }
  }

  /** A whole number of at least 2. */
  public static final class AtLeastTwo implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return atLeast(2, text);
    }
  }

  /** A whole number of at least {@link MeanCurvature#BLOCK}. */
  public static final class AtLeastABlock implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return atLeast(MeanCurvature.BLOCK, text);
    }
  }

  /** 1 to {@link EngineOptions#MOST_THREADS}. */
  public static final class Threads implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      int threads = atLeast(1, text);
      if (threads > EngineOptions.MOST_THREADS) {
        throw new TypeConversionException(
            "expected at most " + EngineOptions.MOST_THREADS + " threads, found " + text);
      }
      return threads;
    }
  }

  /** At least 1, or {@code all} for 0. */
  public static final class OneOrAll implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return text.equals("all") ? 0 : atLeast(1, text);
    }
  }

  /** At least 1, or {@code auto} for {@link EngineOptions#AUTOMATIC}. */
  public static final class OneOrAuto implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return text.equals("auto") ? EngineOptions.AUTOMATIC : atLeast(1, text);
    }
  }

  /** A positive number. */
  public static final class Positive implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double value = Double.parseDouble(text);
        if (value > 0 && Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below, as of a number that is not positive
      }
      throw new TypeConversionException("expected a positive number, found '" + text + "'");
    }
  }

  /** A share between 0 and 1, neither of them. */
  public static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      double share = new Positive().convert(text);
      if (share >= 1) {
        throw new TypeConversionException("expected a share between 0 and 1, found " + text);
      }
      return share;
    }
  }
}
