package io.separatrix.cli.terminal;

import static java.util.Objects.requireNonNullElse;

import io.separatrix.data.DataException;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.WorkersLostException;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.engine.DeviceNotAvailableException;
import io.separatrix.network.training.TrainingDivergedException;
import io.separatrix.proof.InvalidCertificateException;
import io.separatrix.report.chart.NoFontException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong on the error stream and chooses the exit code. */
public final class CommandErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** Of errors that are no defects; no two of them are one kind. */
  private static final Map<Class<? extends Exception>, Integer> CODES =
      Map.ofEntries(
          Map.entry(ModelFormatException.class, ExitCode.BAD_INPUT),
          Map.entry(DataException.class, ExitCode.BAD_INPUT),
          Map.entry(UncheckedIOException.class, ExitCode.BAD_INPUT),
          Map.entry(RunFolderException.class, ExitCode.USAGE),
          Map.entry(UsageException.class, ExitCode.USAGE),
          Map.entry(InvalidPathException.class, ExitCode.USAGE),
          Map.entry(DeviceNotAvailableException.class, ExitCode.DEVICE),
          Map.entry(CancellationException.class, ExitCode.INTERRUPTED),
          Map.entry(NoFontException.class, ExitCode.INTERRUPTED),
          Map.entry(WorkersLostException.class, ExitCode.INTERRUPTED),
          Map.entry(TrainingDivergedException.class, ExitCode.QUALITY),
          Map.entry(InvalidCertificateException.class, ExitCode.QUALITY));

  private final Host host;

  /** Speaks on the host's error stream. */
  public CommandErrors(Host host) {
    this.host = host;
  }

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    say(error);
    if (!UnmatchedArgumentException.printSuggestions(error, host.err())) {
      sayWhereHelpIs(command);
    }
    host.err().flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    int code = exitCode(error);
    if (code == ExitCode.INTERNAL_ERROR) {
      reportDefect(error);
    } else if (error instanceof NoFontException) {
      say(error);
      host.say("The numbers are written; " + host.underWay().howToGoOn().orElse("run it again"));
    } else if (error instanceof WorkersLostException) {
      say(error);
      host.say(
          host.underWay()
              .howToGoOn()
              .map(how -> "The run can go on: " + how)
              .orElse("Run it again"));
    } else if (code == ExitCode.INTERRUPTED) {
      host.say(
          "separatrix: interrupted; "
              + host.underWay()
                  .howToGoOn()
                  .orElse("nothing was finished that the same command would not do again"));
    } else {
      say(error);
      if (error instanceof UsageException) {
        sayWhereHelpIs(command);
      }
      if (command.getParseResult().hasMatchedOption("-v")) {
        trace(error);
      }
    }
    return code;
  }

  /** The same for what no exception handler sees. */
  public int fatal(Error error) {
    if (!(error instanceof OutOfMemoryError)) {
      reportDefect(error);
      return ExitCode.INTERNAL_ERROR;
    }
    Optional<String> goOn = host.underWay().howToGoOn();
    host.say(
        "separatrix: a heap of "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB does not suffice for this model and data; give more, as with"
            + " JAVA_OPTS=-Xmx8g"
            + goOn.map(how -> "; " + how).orElse(""));
    return goOn.isPresent() ? ExitCode.INTERRUPTED : ExitCode.BAD_INPUT;
  }

  /** What came too late for a handler: results that nobody received. */
  public int undelivered() {
    host.say(
        "separatrix: the results could not be written to the standard output: expected a file or"
            + " pipe that takes them all, found one that is full or closed"
            + host.underWay()
                .folder()
                .map(folder -> "; the summary.json in " + folder + " has them")
                .orElse("; run the command again with its output elsewhere"));
    return ExitCode.USAGE;
  }

  private void say(Exception error) {
    String message = "separatrix: " + requireNonNullElse(error.getMessage(), error.toString());
    host.say(Remedies.withRemedy(message, Remedies.of(error)));
    if (error instanceof InvalidPathException) {
      host.say(
          "This is no file name in the character set of the locale; a UTF-8 locale, such as"
              + " LC_ALL=C.UTF-8, knows names in any script.");
    }
  }

  private void sayWhereHelpIs(CommandLine command) {
    host.say("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
  }

  private void reportDefect(Throwable error) {
    host.say("separatrix: this is a defect of the program, please report it:");
    trace(error);
  }

  /** The stack trace, moved in, so that no line of a message is taken for one of the program's. */
  private void trace(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    text.toString().lines().forEach(line -> host.say("  " + line.replace("\t", "  ")));
  }

  private static int exitCode(Throwable error) {
    return CODES.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(error))
        .mapToInt(Map.Entry::getValue)
        .findFirst()
        .orElse(ExitCode.INTERNAL_ERROR);
  }
}
