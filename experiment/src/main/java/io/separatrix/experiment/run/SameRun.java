package io.separatrix.experiment.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Whether two manifests describe the same run, so that one may go on where the other stopped. */
final class SameRun {

  private SameRun() {}

  static void check(Path directory, Manifest earlier, Manifest now) {
    List<String> differences = differences(earlier, now);
    if (!differences.isEmpty()) {
      throw new RunFolderException(
          "cannot resume "
              + directory
              + ": it holds another run: "
              + String.join("; ", differences)
              + "; give the options of that run, or start a new one in another folder",
          RunRemedy.ANOTHER_FOLDER);
    }
  }

  /** What is not the same, with both values; a list that may be added to. */
  static List<String> differences(Manifest earlier, Manifest now) {
    List<String> differences = new ArrayList<>();
    compare("command", Json.tree(earlier.command()), Json.tree(now.command()), differences);
    compare("seed", Json.tree(earlier.seed()), Json.tree(now.seed()), differences);
    compare(
        "model.sha256",
        Json.tree(earlier.model().sha256()),
        Json.tree(now.model().sha256()),
        differences);
    compare(
        "data.sha256",
        Json.tree(earlier.data().sha256()),
        Json.tree(now.data().sha256()),
        differences);
    compare("configuration", earlier.configuration(), now.configuration(), differences);
    return differences;
  }

  private static void compare(
      String key, JsonNode earlier, JsonNode now, List<String> differences) {
    if (earlier.equals(now)) {
      return;
    }
    if (earlier.isObject() && now.isObject()) {
      TreeSet<String> fields = new TreeSet<>();
      earlier.fieldNames().forEachRemaining(fields::add);
      now.fieldNames().forEachRemaining(fields::add);
      for (String field : fields) {
        compare(key + "." + field, earlier.path(field), now.path(field), differences);
      }
    } else {
      differences.add(key + ": there " + shown(earlier) + ", here " + shown(now));
    }
  }

  private static String shown(JsonNode node) {
    return node instanceof MissingNode ? "not set" : node.toString();
  }
}
