package io.separatrix.cli.command;

import static java.util.Objects.requireNonNull;

import io.separatrix.cli.option.ModelOptions;
import io.separatrix.cli.terminal.UsageException;
import io.separatrix.data.AtomicFile;
import io.separatrix.data.Sha256;
import io.separatrix.experiment.model.StudiedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code export}. */
@Command(
    name = "export",
    description =
        "Any network as it is studied, its normalisation, layout and logits included, as ONNX.")
final class ExportCommand extends HostedCommand {

  @ArgGroup(validate = false, order = 1, heading = "%nModel:%n")
  ModelOptions model = new ModelOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; one that is there is left alone.")
  @Nullable Path out;

  @Override
  void run() {
    model.require();
    Path file = requireNonNull(out, "required");
    if (Files.exists(file)) {
      throw new UsageException(
          file + " is there already: expected a name that is not taken; choose another with --out");
    }
    byte[] bytes = StudiedFile.bytes(model.open());
    try {
      AtomicFile.write(file, to -> to.write(bytes));
    } catch (IOException e) {
      throw new UsageException(file + " cannot be written: " + e.getMessage());
    }
    host().print(file + ": " + bytes.length + " bytes, SHA-256 " + Sha256.of(bytes));
  }
}
