package io.separatrix.cli;

import io.separatrix.data.DataException;
import io.separatrix.network.ModelFormatException;
import io.separatrix.studies.run.RunFolderException;
import io.separatrix.torch.DeviceNotAvailableException;
import io.separatrix.torch.train.TrainingDivergedException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong on the error stream and chooses the exit code. */
final class CommandErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("separatrix: " + error.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(error, err)) {
      err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    int code = exitCode(error);
    PrintWriter err = command.getErr();
    if (code == ExitCode.INTERNAL_ERROR) {
      reportDefect(error, err);
    } else if (code == ExitCode.INTERRUPTED) {
      err.println(
          "separatrix: interrupted; what is finished is kept, the same command with --resume goes"
              + " on");
    } else {
      err.println("separatrix: " + error.getMessage());
      if (Verbosity.of(command) == Verbosity.Level.VERBOSE) {
        error.printStackTrace(err);
      }
    }
    err.flush();
    return code;
  }

  /** The same for what no exception handler sees. */
  static int fatal(Error error, PrintWriter err) {
    if (!(error instanceof OutOfMemoryError)) {
      reportDefect(error, err);
      return ExitCode.INTERNAL_ERROR;
    }
    err.println(
        "separatrix: a heap of "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB does not suffice; give more, as with JAVA_OPTS=-Xmx8g, and go on with --resume,"
            + " what is finished is kept");
    return ExitCode.INTERRUPTED;
  }

  private static void reportDefect(Throwable error, PrintWriter err) {
    err.println("separatrix: this is a defect of the program, please report it:");
    error.printStackTrace(err);
  }

  private static int exitCode(Throwable error) {
    if (error instanceof ModelFormatException
        || error instanceof DataException
        || error instanceof UncheckedIOException) {
      return ExitCode.BAD_INPUT;
    }
    if (error instanceof RunFolderException || error instanceof ParameterException) {
      return ExitCode.USAGE;
    }
    if (error instanceof DeviceNotAvailableException) {
      return ExitCode.DEVICE;
    }
    if (error instanceof CancellationException) {
      return ExitCode.INTERRUPTED;
    }
    if (error instanceof TrainingDivergedException) {
      return ExitCode.QUALITY;
    }
    return ExitCode.INTERNAL_ERROR;
  }
}
