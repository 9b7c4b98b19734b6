package io.separatrix.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.experiment.run.RunFolder;
import java.util.Map;
import picocli.CommandLine.Option;

/** How results are printed. */
public final class OutputOptions {

  /** Values of a list up to which it is printed. */
  private static final int LONGEST_LIST = 24;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How results are printed (default: ${DEFAULT-VALUE}).",
      converter = LowerCase.OfFormat.class)
  Format format = Format.TEXT;

  /** How results are printed. */
  public enum Format {
    TEXT,
    JSON
  }

  /** How results are printed. */
  public Format format() {
    return format;
  }

  /** Prints the summary of a run that has no report. */
  public void printSummary(RunFolder folder, Host host) {
    if (format == Format.JSON) {
      host.printJson(folder.readText(RunFolder.SUMMARY).strip());
    } else {
      print("", folder.readJson(RunFolder.SUMMARY, JsonNode.class), host);
      host.print("folder: " + folder.directory());
    }
  }

  /** Prints the summary of a run, and where the report is. */
  public void print(RunFolder folder, Host host, Remarks remarks) {
    String report = folder.directory().resolve(RunFolder.REPORT).toString();
    if (format == Format.JSON) {
      host.printJson(folder.readText(RunFolder.SUMMARY).strip());
      remarks.note("report: " + report);
    } else {
      print("", folder.readJson(RunFolder.SUMMARY, JsonNode.class), host);
      host.print("report: " + report);
    }
  }

  /** Numbers and short lists, one a line, nested ones under their path. */
  private static void print(String path, JsonNode node, Host host) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject()) {
        print(path + field.getKey() + ".", value, host);
      } else if (!field.getKey().equals("schemaVersion")) {
        host.print(path + field.getKey() + ": " + shown(value));
      }
    }
  }

  /** A value in one line; tables and long lists are left to the report and the file. */
  public static String shown(JsonNode value) {
    if (value.isArray() && (value.size() > LONGEST_LIST || value.path(0).isObject())) {
      return value.size() + " values in summary.json";
    }
    return value.isTextual() ? value.asText() : value.toString();
  }
}
