package io.separatrix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.separatrix.cli.command.Separatrix;
import io.separatrix.cli.terminal.CommandErrors;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Interruption;
import io.separatrix.cli.terminal.UnderWay;
import io.separatrix.experiment.run.Workers;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The program. */
public final class Main {

  /** Set by the launcher, which can see what the error stream is. */
  private static final String TERMINAL = "separatrix.terminal";

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true"); // figures are drawn without any display
    Interruption interruption = new Interruption();
    interruption.install();
    PrintWriter out = new PrintWriter(System.out, false, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    interruption.exit(run(arguments, out, err, Boolean.getBoolean(TERMINAL), interruption));
  }

  /**
   * Runs one command whose items others do, on the standard streams.
   *
   * @return the exit code
   */
  public static int run(String[] arguments, Interruption interruption, Workers workers) {
    PrintWriter out = new PrintWriter(System.out, false, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    return run(arguments, out, err, false, interruption, workers);
  }

  /**
   * Runs one command.
   *
   * @param terminal whether {@code err} is a terminal
   * @return the exit code
   */
  static int run(
      String[] arguments,
      PrintWriter out,
      PrintWriter err,
      boolean terminal,
      Interruption interruption) {
    return run(arguments, out, err, terminal, interruption, null);
  }

  private static int run(
      String[] arguments,
      PrintWriter out,
      PrintWriter err,
      boolean terminal,
      Interruption interruption,
      @Nullable Workers workers) {
    List<String> recorded = new ArrayList<>(List.of("separatrix"));
    recorded.addAll(List.of(arguments));
    Host host = new Host(out, err, terminal, recorded, interruption, new UnderWay(), workers);
    CommandErrors errors = new CommandErrors(host);
    CommandLine commandLine =
        Separatrix.commandLine(host)
            .setParameterExceptionHandler(errors)
            .setExecutionExceptionHandler(errors)
            .setOut(out)
            .setErr(err)
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(
                    terminal && System.getenv("NO_COLOR") == null ? Ansi.ON : Ansi.OFF));
    int code;
    try {
      code = commandLine.execute(arguments);
    } catch (Error e) { // which picocli lets through
      code = errors.fatal(e);
    }
    if (out.checkError() && code == ExitCode.DONE) {
      code = errors.undelivered();
    }
    err.flush();
    return code;
  }
}
