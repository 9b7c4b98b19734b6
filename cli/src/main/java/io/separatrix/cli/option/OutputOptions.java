package io.separatrix.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Remarks;
import io.separatrix.experiment.Numbers;
import io.separatrix.experiment.run.Json;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.report.page.ResultLines;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How results are printed. */
public final class OutputOptions {

  /** Stands over them in help. */
  public static final String HEADING = "%nOutput:%n";

  /** Lines of a run's results for people. */
  private static final int LINES = 10;

  /** Values of a list up to which it is printed. */
  private static final int LONGEST_LIST = 24;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How results are printed (default: ${DEFAULT-VALUE}).")
  Format format = Format.TEXT;

  /** Lines for people, or one value for programs. */
  enum Format {
    TEXT,
    JSON
  }

  /** Whether results are for people. */
  public boolean isText() {
    return format == Format.TEXT;
  }

  /** Prints a record, a list or a map. */
  public void print(Object result, Host host) {
    JsonNode tree = Json.tree(result);
    if (isText()) {
      print("", tree, host);
    } else {
      host.printJson(tree.toPrettyString());
    }
  }

  /**
   * Prints the summary of a run: its most important numbers for people, or as it is in the folder.
   *
   * @param where there is more
   */
  public void printSummary(RunFolder folder, String where, Host host, Remarks remarks) {
    if (isText()) {
      List<String> lines =
          folder.has(RunFolder.SECTIONS) ? ResultLines.of(folder, LINES) : List.of();
      if (lines.isEmpty()) {
        print("", folder.readJson(RunFolder.SUMMARY, JsonNode.class), host);
      } else {
        lines.forEach(host::print);
        String next = folder.readJson(RunFolder.SUMMARY, JsonNode.class).path("next").asText();
        if (!next.isEmpty()) {
          host.print("next: " + next);
        }
      }
      host.print(where);
    } else {
      host.printJson(folder.readText(RunFolder.SUMMARY).strip());
      remarks.note(where);
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
  static String shown(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      return Numbers.shown(value.doubleValue());
    }
    if (value.isArray() && (value.size() > LONGEST_LIST || value.path(0).isObject())) {
      return value.size() + " values in summary.json";
    }
    return value.isTextual() ? value.asText() : value.toString();
  }
}
