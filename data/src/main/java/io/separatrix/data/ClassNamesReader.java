package io.separatrix.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads class names from text and JSON. */
final class ClassNamesReader {
  private static final Pattern WORDNET_LINE = Pattern.compile("(n\\d{8})\\s+(.+)");
  private static final String IMAGENET = "/io/separatrix/data/imagenet/classes.txt";

  /** No list of class names is longer; a larger file is something else. */
  private static final int MAX_BYTES = 16 << 20;

  private ClassNamesReader() {}

  static ClassNames imagenet() {
    try (InputStream in = ClassNamesReader.class.getResourceAsStream(IMAGENET)) {
      if (in == null) {
        throw new IllegalStateException("resource missing from the build: " + IMAGENET);
      }
      ClassNames synsets = lines(IMAGENET, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      List<String> first = synsets.names().stream().map(words -> words.split(",", 2)[0]).toList();
      return ClassNames.of(first, synsets.wordNetIds());
    } catch (IOException unreadable) {
      throw new DataException(
          IMAGENET + ": cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  static ClassNames read(Path file) {
    String text = RegularFile.readText(file, "a file of class names", MAX_BYTES).strip();
    boolean json = text.startsWith("{") || text.startsWith("[");
    return json ? json(file, text) : lines(file.toString(), text);
  }

  private static ClassNames lines(String file, String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      throw new DataException(file + ": expected one class name per line, found none.");
    }
    List<Matcher> matchers = lines.stream().map(WORDNET_LINE::matcher).toList();
    if (matchers.stream().allMatch(Matcher::matches)) {
      return ClassNames.of(
          matchers.stream().map(matcher -> matcher.group(2)).toList(),
          matchers.stream().map(matcher -> matcher.group(1)).toList());
    }
    return ClassNames.of(lines);
  }

  private static ClassNames json(Path file, String text) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new DataException(
          file + ": expected JSON, found: " + malformed.getOriginalMessage(), malformed);
    }
    List<String> names = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < root.size(); i++) {
      JsonNode entry = root.isObject() ? root.get(Integer.toString(i)) : root.get(i);
      if (entry != null && entry.isTextual()) {
        names.add(entry.asText());
      } else if (entry != null && entry.size() == 2 && entry.get(0) != null) {
        ids.add(entry.get(0).asText());
        names.add(entry.get(1).asText());
      } else {
        throw new DataException(
            file
                + ": expected a name or [WordNet id, name] for class "
                + i
                + " of "
                + root.size()
                + ", found "
                + (entry == null ? "nothing" : entry)
                + ".");
      }
    }
    if (names.isEmpty() || (!ids.isEmpty() && ids.size() != names.size())) {
      throw new DataException(
          file
              + ": expected names for all classes in one form, found "
              + names.size()
              + " names and "
              + ids.size()
              + " WordNet ids.");
    }
    return ids.isEmpty() ? ClassNames.of(names) : ClassNames.of(names, ids);
  }
}
