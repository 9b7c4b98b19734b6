package io.separatrix.explorer.server;

import static java.util.Objects.requireNonNullElse;

import io.javalin.http.HttpResponseException;
import io.separatrix.data.DataException;
import io.separatrix.experiment.run.Json;
import io.separatrix.experiment.run.Printable;
import io.separatrix.explorer.job.Jobs;
import io.separatrix.explorer.state.InvalidStateException;
import io.separatrix.network.ModelFormatException;
import java.util.Map;
import java.util.function.Consumer;

/** Errors in words, and what they are in HTTP. */
final class ErrorWords {

  private static final int BAD_REQUEST = 400;
  private static final int BUSY = 429;
  private static final int DEFECT = 500;
  private static final int NO_MEMORY = 507;

  private final Consumer<Throwable> defects;

  /**
   * @param defects takes errors of the program itself
   */
  ErrorWords(Consumer<Throwable> defects) {
    this.defects = defects;
  }

  static int status(Throwable error) {
    if (error instanceof HttpResponseException http) {
      return http.getStatus();
    }
    if (error instanceof Jobs.BusyException) {
      return BUSY;
    }
    if (error instanceof OutOfMemoryError) {
      return NO_MEMORY;
    }
    return expected(error) ? BAD_REQUEST : DEFECT;
  }

  private static boolean expected(Throwable error) {
    return error instanceof InvalidStateException
        || error instanceof DataException
        || error instanceof ModelFormatException;
  }

  /** {@code {"message": ...}} with what was expected and found; control characters are shown. */
  String json(Throwable error) {
    String message = requireNonNullElse(error.getMessage(), error.toString());
    int status = status(error);
    if (status == NO_MEMORY) {
      message =
          "the program's memory does not suffice for this; choose a smaller map, or start it"
              + " with more memory";
    } else if (status == DEFECT) {
      defects.accept(error);
      message = "this is a defect of the program, please report it: " + error;
    }
    return Json.tree(Map.of("message", Printable.line(message))).toString();
  }
}
