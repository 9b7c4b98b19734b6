package io.separatrix.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Labels of images from a file of lines {@code image,label} (or with tabs or spaces between). The
 * image is a path below the data set's folder, a file name, or one without extension; the label a
 * class index, a class name, or what starts with a WordNet id. A heading is passed over.
 *
 * @param indices one per image; -1 for no label
 * @param classNames names by class index, perhaps none
 * @param notes what does not fit together
 */
record ImageLabels(int[] indices, List<String> classNames, List<String> notes) {

  /** No labels from a file. */
  static final ImageLabels NONE = new ImageLabels(new int[0], List.of(), List.of());

  private static final int MAX_BYTES = 64 << 20;
  private static final Pattern HEADING =
      Pattern.compile("#?\\s*(image|file|path|name|id)\\w*", Pattern.CASE_INSENSITIVE);
  private static final Pattern LABEL_HEADING =
      Pattern.compile(".*(label|class|target|prediction).*", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a file for some images.
   *
   * @param ids names of the images, with forward slashes
   * @param names class names, perhaps none; without, names in the file are numbered in their order
   * @throws DataException if the file is not what it must be, or labels none of the images
   */
  static ImageLabels of(Path file, List<String> ids, ClassNames names) {
    Map<String, Integer> images = images(ids);
    Map<String, String> labels = read(file);
    @Nullable String[] given = new String[ids.size()];
    List<String> unknownImages = new ArrayList<>();
    labels.forEach(
        (image, label) -> {
          Integer index = images.get(image.replace('\\', '/'));
          if (index == null || index < 0) {
            unknownImages.add(image);
          } else {
            given[index] = label;
          }
        });
    if (unknownImages.size() == labels.size()) {
      throw new DataException(
          file
              + ": expected lines image,label with names such as "
              + ids.get(0)
              + ", found none of the images: "
              + SkippedFiles.named(unknownImages)
              + ". Give the labels of these images.");
    }
    return indexed(file, ids, given, names, unknownImages);
  }

  private static ImageLabels indexed(
      Path file,
      List<String> ids,
      @Nullable String[] given,
      ClassNames names,
      List<String> unknownImages) {
    ClassNames classes = classes(given, names);
    int[] indices = new int[given.length];
    List<String> without = new ArrayList<>();
    List<String> unknownClasses = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      String label = given[i];
      indices[i] = label == null ? -1 : index(label, classes);
      if (label == null) {
        without.add(ids.get(i));
      } else if (indices[i] < 0) {
        unknownClasses.add(ids.get(i) + ": " + label);
      }
    }
    if (Arrays.stream(indices).allMatch(index -> index < 0)) {
      throw new DataException(
          file
              + ": expected class indices or names of classes ("
              + classes.size()
              + " are known), found "
              + SkippedFiles.named(unknownClasses),
          DataRemedy.CLASS_NAMES);
    }
    List<String> notes = new ArrayList<>();
    note(notes, "lines of " + file.getFileName() + " that name no image here", unknownImages);
    note(notes, "images without a label in " + file.getFileName(), without);
    note(notes, "labels in " + file.getFileName() + " that are no class", unknownClasses);
    return new ImageLabels(indices, classes.names(), notes);
  }

  private static void note(List<String> notes, String kind, List<String> names) {
    if (!names.isEmpty()) {
      notes.add(names.size() + " " + kind + " " + SkippedFiles.named(names));
    }
  }

  /** Indices by path, and by what is left of the path as far as that is one image's alone. */
  private static Map<String, Integer> images(List<String> ids) {
    Map<String, Integer> images = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      String name = id.substring(id.lastIndexOf('/') + 1);
      for (String called : new TreeSet<>(List.of(name, stem(name), stem(id)))) {
        if (!called.equals(id)) {
          images.merge(called, i, (one, other) -> -1);
        }
      }
    }
    for (int i = 0; i < ids.size(); i++) {
      images.put(ids.get(i), i);
    }
    return images;
  }

  private static String stem(String name) {
    int point = name.lastIndexOf('.');
    return point > name.lastIndexOf('/') + 1 ? name.substring(0, point) : name;
  }

  private static ClassNames classes(@Nullable String[] given, ClassNames names) {
    TreeSet<String> labels = new TreeSet<>();
    Arrays.stream(given).filter(Objects::nonNull).forEach(labels::add);
    if (names.size() > 0 || labels.stream().allMatch(label -> number(label) >= 0)) {
      return names;
    }
    ClassNames imagenet = ClassNames.imagenet();
    return labels.stream().allMatch(label -> FolderLabels.wordNetIndex(label, imagenet) >= 0)
        ? imagenet
        : ClassNames.of(List.copyOf(labels));
  }

  private static int index(String label, ClassNames classes) {
    int named = classes.indexOf(label).orElse(FolderLabels.wordNetIndex(label, classes));
    return named >= 0 ? named : number(label);
  }

  /** A whole number from 0, or -1. */
  private static int number(String label) {
    return label.matches("\\d{1,7}") ? Integer.parseInt(label) : -1;
  }

  private static Map<String, String> read(Path file) {
    String text = RegularFile.readText(file, "a file of labels", MAX_BYTES);
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char delimiter = first.indexOf(',') >= 0 ? ',' : first.indexOf('\t') >= 0 ? '\t' : ' ';
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    Map<String, String> labels = new LinkedHashMap<>();
    int column = 1;
    try (CSVParser lines = CSVParser.parse(text, format)) {
      for (CSVRecord line : lines) {
        if (line.getRecordNumber() == 1 && HEADING.matcher(line.get(0)).matches()) {
          column = labelColumn(line);
        } else {
          put(file, labels, line, column);
        }
      }
    } catch (IOException | UncheckedIOException malformed) {
      throw new DataException(
          file + ": expected lines image,label, found malformed ones: " + malformed.getMessage(),
          malformed);
    }
    if (labels.isEmpty()) {
      throw new DataException(file + ": expected lines image,label, found none. Write some.");
    }
    return labels;
  }

  private static int labelColumn(CSVRecord heading) {
    for (int i = 1; i < heading.size(); i++) {
      if (LABEL_HEADING.matcher(heading.get(i)).matches()) {
        return i;
      }
    }
    return 1;
  }

  private static void put(Path file, Map<String, String> labels, CSVRecord line, int column) {
    if (line.size() <= column || line.get(0).isEmpty() || line.get(column).isEmpty()) {
      throw new DataException(
          file
              + ": line "
              + line.getRecordNumber()
              + ": expected image,label, found '"
              + String.join(",", line.toList())
              + "'. Complete it, or take it out.");
    }
    String before = labels.put(line.get(0), line.get(column));
    if (before != null && !before.equals(line.get(column))) {
      throw new DataException(
          file
              + ": expected one label for "
              + line.get(0)
              + ", found "
              + before
              + " and "
              + line.get(column)
              + ". Take one out.");
    }
  }
}
