package io.separatrix.cluster;

import io.separatrix.cli.Main;
import io.separatrix.cli.terminal.Interruption;

/** The program on a Spark cluster, for {@code spark-submit}: the same commands, spread out. */
public final class SparkMain {

  private SparkMain() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    Interruption interruption = new Interruption();
    interruption.install();
    int code;
    try (SparkWorkers workers = new SparkWorkers(new CommandLineArguments(arguments))) {
      code = Main.run(arguments, interruption, workers);
    }
    interruption.exit(code);
  }
}
