package io.separatrix.studies.detection;

import java.util.Locale;

/** Names of the statistic's variants in files and on the command line. */
final class StatisticNames {

  private StatisticNames() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
