package io.separatrix.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share between 0 and 1, neither of them. */
public final class OpenShare implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    double share = new PositiveNumber().convert(text);
    if (share >= 1) {
      throw new TypeConversionException("expected a share between 0 and 1, found " + text);
    }
    return share;
  }
}
