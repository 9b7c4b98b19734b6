package io.separatrix.cli.option;

import io.separatrix.network.engine.EngineOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers within limits. */
public abstract class WholeNumber implements ITypeConverter<Integer> {

  private final int smallest;

  private WholeNumber(int smallest) {
    this.smallest = smallest;
  }

  @Override
  public Integer convert(String text) {
    int value = parse(text);
    if (value < smallest) {
      throw new TypeConversionException(
          "expected a whole number of at least " + smallest + ", found " + text);
    }
    return value;
  }

  /** Any whole number. */
  public static int parse(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected a whole number, found '" + text + "'");
    }
  }

  /** At least 0. */
  public static final class NotNegative extends WholeNumber {
    NotNegative() {
      super(0);
    }
  }

  /** At least 1. */
  public static final class Positive extends WholeNumber {
    Positive() {
      super(1);
    }
  }

  /** At least 2. */
  public static final class AtLeastTwo extends WholeNumber {
    AtLeastTwo() {
      super(2);
    }
  }

  /** At least 1, or {@code all} for 0. */
  public static final class PositiveOrAll extends WholeNumber {
    PositiveOrAll() {
      super(1);
    }

    @Override
    public Integer convert(String text) {
      return text.equals("all") ? Integer.valueOf(0) : super.convert(text);
    }
  }

  /** At least 1, or {@code auto} for {@link EngineOptions#AUTOMATIC}. */
  public static final class PositiveOrAuto extends WholeNumber {
    PositiveOrAuto() {
      super(1);
    }

    @Override
    public Integer convert(String text) {
      return text.equals("auto") ? Integer.valueOf(EngineOptions.AUTOMATIC) : super.convert(text);
    }
  }
}
