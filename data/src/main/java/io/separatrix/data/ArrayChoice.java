package io.separatrix.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which arrays of a bundle are the images and the labels: by their names (x, images, data and the
 * like; y, labels, targets), with the split before or after (x_test, train_images); else by their
 * shapes.
 *
 * @param images name of the images
 * @param labels name of the labels, empty if there are none
 * @param notes what was taken and what was left
 */
record ArrayChoice(String images, Optional<String> labels, List<String> notes) {
  private static final String SPLIT = "(train|training|test|testing|val|valid|validation)";
  private static final Pattern IMAGES = pattern("x|images?|imgs?|data|inputs?|samples");
  private static final Pattern LABELS = pattern("y|labels?|targets?|fine_labels|classes");

  /** In the order in which they are looked for; "" is a name without split. */
  private static final List<String> TEST_FIRST = List.of("te", "va", "", "tr");

  private static final List<String> TRAIN_FIRST = List.of("tr", "", "te", "va");

  private static Pattern pattern(String names) {
    return Pattern.compile("(?:" + SPLIT + "[_-]?)?(?:" + names + ")(?:[_-]?" + SPLIT + ")?");
  }

  /**
   * Chooses.
   *
   * @throws DataException if no choice is plain
   */
  static ArrayChoice of(ArrayBundle bundle, Split split) {
    for (String part : split == Split.TEST ? TEST_FIRST : TRAIN_FIRST) {
      List<String> images = named(bundle, IMAGES, part);
      if (images.size() > 1) {
        throw undecided(bundle, "found several arrays of images: " + String.join(", ", images));
      }
      if (images.size() == 1) {
        return with(bundle, images.get(0), labelsOf(bundle, images.get(0)));
      }
    }
    return byShape(bundle);
  }

  /**
   * Name of the labels of one array that was named: {@code labels}, or for images of a split those
   * of the same one, or {@code y} for {@code x}.
   */
  static Optional<String> labelsBeside(String images, ArrayBundle bundle) {
    Optional<String> part = part(IMAGES, images);
    boolean ofSplit = part.isPresent() && !part.get().isEmpty();
    Optional<String> matching = ofSplit ? labelsOf(bundle, images) : Optional.empty();
    if (matching.isPresent() || bundle.names().contains("labels")) {
      return matching.or(() -> Optional.of("labels"));
    }
    return part.isPresent() ? labelsOf(bundle, images) : Optional.empty();
  }

  private static Optional<String> labelsOf(ArrayBundle bundle, String images) {
    List<String> labels = named(bundle, LABELS, part(IMAGES, images).orElse(""));
    if (labels.size() > 1) {
      throw undecided(bundle, "found several arrays of labels: " + String.join(", ", labels));
    }
    return labels.stream().findFirst();
  }

  private static List<String> named(ArrayBundle bundle, Pattern pattern, String part) {
    return bundle.names().stream()
        .filter(name -> part(pattern, name).filter(part::equals).isPresent())
        .toList();
  }

  /** First letters of the split in a name, "" without; empty if the name does not match. */
  private static Optional<String> part(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String split = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Optional.of(split == null ? "" : split.substring(0, 2));
  }

  private static ArrayChoice byShape(ArrayBundle bundle) {
    List<String> images = new ArrayList<>();
    for (String name : bundle.names()) {
      if (bundle.shape(name).length >= 3) {
        images.add(name);
      }
    }
    if (images.size() != 1) {
      throw undecided(
          bundle, "found " + images.size() + " arrays of three or four axes among these");
    }
    int count = bundle.shape(images.get(0))[0];
    List<String> labels = new ArrayList<>();
    for (String name : bundle.names()) {
      int[] shape = bundle.shape(name);
      if (shape.length >= 1 && shape.length <= 2 && shape[0] == count) {
        labels.add(name);
      }
    }
    if (labels.size() > 1) {
      throw undecided(bundle, "found several that may be labels: " + String.join(", ", labels));
    }
    return with(bundle, images.get(0), labels.stream().findFirst());
  }

  private static ArrayChoice with(ArrayBundle bundle, String images, Optional<String> labels) {
    List<String> left = new ArrayList<>(bundle.names());
    left.remove(images);
    labels.ifPresent(left::remove);
    List<String> notes = new ArrayList<>();
    notes.add(
        "images from "
            + images
            + ", "
            + labels.map(name -> "labels from " + name).orElse("no labels"));
    if (!left.isEmpty()) {
      notes.add(SkippedFiles.note("arrays", left));
    }
    return new ArrayChoice(images, labels, notes);
  }

  private static DataException undecided(ArrayBundle bundle, String found) {
    StringBuilder arrays = new StringBuilder();
    for (String name : bundle.names().subList(0, Math.min(8, bundle.names().size()))) {
      arrays.append(arrays.isEmpty() ? "" : ", ").append(name).append(' ');
      arrays.append(Arrays.toString(bundle.shape(name)));
    }
    return new DataException(
        bundle.place()
            + ": expected images called x, images or data, and labels called y, labels or targets"
            + " (or with _train or _test), "
            + found
            + ". There are: "
            + arrays
            + ". Rename them.");
  }
}
