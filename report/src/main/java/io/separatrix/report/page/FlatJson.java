package io.separatrix.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JSON tree as rows of a table: the path of a value with points, and the value as text. */
public final class FlatJson {

  /** Values of a list that are shown; of a longer one, the count is. */
  private static final int SHOWN = 24;

  private FlatJson() {}

  public static List<List<String>> rows(JsonNode node) {
    List<List<String>> rows = new ArrayList<>();
    add("", node, rows);
    return rows;
  }

  private static void add(String path, JsonNode node, List<List<String>> rows) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        add(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), rows);
      }
    } else if (node.isArray() && hasContainers(node)) {
      for (int i = 0; i < Math.min(SHOWN, node.size()); i++) {
        add(path + "[" + i + "]", node.get(i), rows);
      }
      if (node.size() > SHOWN) {
        rows.add(List.of(path, node.size() + " entries, the first " + SHOWN + " above"));
      }
    } else {
      rows.add(List.of(path, text(node)));
    }
  }

  private static boolean hasContainers(JsonNode array) {
    for (JsonNode child : array) {
      if (child.isContainerNode()) {
        return true;
      }
    }
    return false;
  }

  private static String text(JsonNode node) {
    if (node.isArray()) {
      if (node.size() > SHOWN) {
        return node.size() + " values";
      }
      List<String> values = new ArrayList<>();
      node.forEach(value -> values.add(text(value)));
      return String.join(", ", values);
    }
    return node.isNull() ? "not available" : node.asText();
  }
}
