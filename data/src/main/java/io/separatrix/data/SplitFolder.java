package io.separatrix.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The part of a folder that a split asks for.
 *
 * @param folder the part, or the whole folder if it has none
 * @param notes what was taken and what was not
 */
record SplitFolder(Path folder, List<String> notes) {
  private static final Set<String> TRAIN = Set.of("train", "training");
  private static final Set<String> TEST = Set.of("val", "valid", "validation", "test");

  /**
   * Looks for folders called train, val, test and the like. They are parts if there is nothing else
   * or if classes are inside; else they are taken for classes.
   */
  static SplitFolder of(Path folder, Split split) {
    List<Path> children = ImageListing.folders(folder);
    List<Path> parts =
        children.stream().filter(child -> is(child, TRAIN) || is(child, TEST)).toList();
    boolean alone = parts.size() > 1 && parts.size() == children.size();
    if (!alone && parts.stream().noneMatch(SplitFolder::hasClasses)) {
      return new SplitFolder(folder, List.of());
    }
    List<Path> full = parts.stream().filter(ImageListing::hasImages).toList();
    if (full.isEmpty()) {
      return new SplitFolder(folder, List.of());
    }
    Path taken =
        full.stream()
            .filter(child -> is(child, split == Split.TRAIN ? TRAIN : TEST))
            .findFirst()
            .orElse(full.get(0));
    List<String> left = new ArrayList<>();
    children.stream()
        .filter(child -> !child.equals(taken))
        .forEach(child -> left.add(child.getFileName() + "/"));
    List<String> notes = new ArrayList<>();
    notes.add("images of " + taken.getFileName() + "/ taken for the split " + name(split));
    if (!left.isEmpty()) {
      notes.add(SkippedFiles.note("folders beside it", left));
    }
    return new SplitFolder(taken, notes);
  }

  private static boolean hasClasses(Path part) {
    return ImageListing.folders(part).stream().anyMatch(ImageListing::hasImages);
  }

  private static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }

  private static boolean is(Path child, Set<String> names) {
    return names.contains(child.getFileName().toString().toLowerCase(Locale.ROOT));
  }
}
