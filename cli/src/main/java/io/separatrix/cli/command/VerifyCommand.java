package io.separatrix.cli.command;

import io.separatrix.cli.option.ModelOptions;
import io.separatrix.cli.option.OutputOptions;
import io.separatrix.data.RegularFile;
import io.separatrix.data.Sha256;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.StudiedFile;
import io.separatrix.network.Graph;
import io.separatrix.network.onnx.OnnxWriter;
import io.separatrix.proof.Certificate;
import io.separatrix.proof.CertificateChecker;
import io.separatrix.proof.InvalidCertificateException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code verify}. */
@Command(
    name = "verify",
    description =
        "Checks the certificate of a path from it and the model alone; exit code 6 if it does not"
            + " hold.")
final class VerifyCommand extends HostedCommand {

  private static final int MOST_BYTES = 1 << 30;

  @Parameters(paramLabel = "CERTIFICATE", description = "A file of certificates/ in a run folder.")
  Path certificate = Path.of("");

  @ArgGroup(validate = false, order = 1, heading = "%nModel:%n")
  ModelOptions model = new ModelOptions();

  @ArgGroup(validate = false, order = 5, heading = OutputOptions.HEADING)
  OutputOptions output = new OutputOptions();

  @Override
  void run() {
    model.require();
    String text = RegularFile.readText(certificate, "a certificate", MOST_BYTES);
    Certificate read = Certificate.fromJson(text);
    Model opened = model.open();
    StudiedFile file = StudiedFile.of(opened);
    Graph graph = opened.graph();
    if (graph == null) {
      throw new IllegalStateException("expected operators, which the file was written from");
    }
    // A certificate may name the file that export writes of a network that is studied as it is.
    String hash =
        read.model().equals(file.sha256()) ? file.sha256() : Sha256.of(OnnxWriter.bytes(graph));
    CertificateChecker.check(read, hash, Map.of(), graph);
    boolean proved = read.rounding().equals("rigorous");
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("proved", proved);
    result.put("label", read.label());
    result.put("leaves", read.leaves().size());
    result.put("segments", read.anchors().size() - 1);
    result.put("rounding", read.rounding());
    output.print(result, host());
    if (!proved) {
      throw new InvalidCertificateException(
          certificate + " is no proof: rounding was neglected; else it holds");
    }
  }
}
