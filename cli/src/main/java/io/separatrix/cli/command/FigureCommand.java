package io.separatrix.cli.command;

import static java.util.Objects.requireNonNull;

import io.separatrix.cli.option.ExplorationOptions;
import io.separatrix.cli.terminal.ProgressBars;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.data.AtomicFile;
import io.separatrix.data.RegularFile;
import io.separatrix.explorer.Exploration;
import io.separatrix.explorer.figure.FigureFormat;
import io.separatrix.explorer.state.InvalidStateException;
import io.separatrix.explorer.state.ViewState;
import io.separatrix.explorer.view.BroughtImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code figure}. */
@Command(
    name = "figure",
    description =
        "Draws a view of explore, as its page does: STATE is what follows # in the page's address.")
final class FigureCommand extends HostedCommand {

  @Parameters(
      paramLabel = "STATE",
      description = "The view, such as plane/x=3/v=image-40 or boundary/x=3.")
  String state = "";

  @Mixin ExplorationOptions exploration = new ExplorationOptions();

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "An image that was dropped on the page, for a STATE that names it.")
  List<Path> images = List.of();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, .svg or .png.")
  @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace the file if it is there.")
  boolean overwrite;

  @Override
  void run() {
    Path file = requireNonNull(out, "required");
    ViewState view = view();
    FigureFormat format = format(file);
    if (!overwrite && Files.exists(file)) {
      throw new UsageException(
          file + " is there already: expected a name that is not taken; --overwrite replaces it");
    }
    if (!exploration.hasData()) {
      throw new UsageException("missing option --data; it says which images the page was given");
    }
    try (ProgressBars progress = new ProgressBars(remarks(), Map.of());
        Exploration opened = exploration.open(progress)) {
      for (Path image : images) {
        opened.bring(RegularFile.readBytes(image, "an image", BroughtImages.MOST_BYTES));
      }
      byte[] bytes = format.bytes(opened.figure(view));
      AtomicFile.write(file, to -> to.write(bytes));
    } catch (IOException e) {
      throw new UsageException(file + " cannot be written: " + e.getMessage());
    }
    host().print(file.toString());
  }

  private ViewState view() {
    try {
      return ViewState.parse(state.startsWith("#") ? state.substring(1) : state);
    } catch (InvalidStateException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static FigureFormat format(Path file) {
    String name = file.toString();
    return FigureFormat.of(name.substring(name.lastIndexOf('.') + 1))
        .orElseThrow(
            () -> new UsageException("--out: expected a file .svg or .png, found " + file));
  }
}
