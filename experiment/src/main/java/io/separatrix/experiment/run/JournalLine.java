package io.separatrix.experiment.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the lines of a journal say: the first whose it is, each other one item's result. */
final class JournalLine {

  /** Version of the journal's layout that this code writes. */
  static final int VERSION = 2;

  private static final String JOURNAL = "journal";
  private static final String STUDY = "study";
  private static final String TYPE = "type";
  private static final String ITEM = "item";
  private static final String RESULT = "result";

  private JournalLine() {}

  /** The first line. */
  static ByteBuffer first(String study, Class<?> type) {
    return line(
        Json.exact()
            .createObjectNode()
            .put(JOURNAL, VERSION)
            .put(STUDY, study)
            .put(TYPE, type.getSimpleName()));
  }

  /** The line of an item. */
  static ByteBuffer of(int item, Object result) {
    ObjectNode line = Json.exact().createObjectNode().put(ITEM, item);
    line.set(RESULT, Json.exact().valueToTree(result));
    return line(line);
  }

  private static ByteBuffer line(ObjectNode object) {
    try {
      return SealedLine.of(Json.exact().writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + object, e);
    }
  }

  /**
   * Checks a first line.
   *
   * @return what is wrong with it, or an empty text
   */
  static String wrongWithFirst(byte[] line, String study, Class<?> type) {
    String expected =
        "expected a journal of version "
            + VERSION
            + " with "
            + type.getSimpleName()
            + " results of "
            + study
            + ", found ";
    JsonNode first = tree(line);
    if (first == null || !SealedLine.isWhole(line)) {
      return expected + "one of another version, or a damaged first line";
    }
    if (first.path(JOURNAL).asInt() != VERSION) {
      return expected + "one of version " + first.path(JOURNAL).asText();
    }
    boolean same =
        first.path(STUDY).asText().equals(study)
            && first.path(TYPE).asText().equals(type.getSimpleName());
    return same
        ? ""
        : expected + first.path(TYPE).asText() + " results of " + first.path(STUDY).asText();
  }

  private static @Nullable JsonNode tree(byte[] line) {
    try {
      return Json.exact().readTree(line);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The index of a line's item, whatever its result.
   *
   * @throws IllegalArgumentException if it has none
   */
  static int item(byte[] line) {
    JsonNode entry = tree(line);
    JsonNode item = entry == null ? null : entry.get(ITEM);
    if (item == null || !item.isInt() || item.intValue() < 0) {
      throw new IllegalArgumentException("expected a line with an item's index, found " + item);
    }
    return item.intValue();
  }

  /**
   * Reads the line of an item.
   *
   * @throws IllegalArgumentException if it is none
   */
  static <R> Entry<R> read(byte[] line, int items, Class<R> type) {
    try {
      JsonNode entry = Json.exact().readTree(line);
      JsonNode item = entry.path(ITEM);
      if (!item.isInt() || item.intValue() < 0 || item.intValue() >= items) {
        throw new IllegalArgumentException(
            "expected an item from 0 to " + (items - 1) + ", found " + item);
      }
      return new Entry<>(item.intValue(), Json.exact().treeToValue(entry.required(RESULT), type));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "expected a " + type.getSimpleName() + " result of this version, found another", e);
    }
  }

  /** One item's result. */
  record Entry<R>(int item, R result) {}
}
