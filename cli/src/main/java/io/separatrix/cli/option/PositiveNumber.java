package io.separatrix.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a positive number. */
public final class PositiveNumber implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    try {
      double value = Double.parseDouble(text);
      if (value > 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new TypeConversionException("expected a positive number, found '" + text + "'");
    }
    throw new TypeConversionException("expected a positive number, found " + text);
  }
}
