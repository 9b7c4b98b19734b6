package io.separatrix.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Class indices of folders or files that are called after classes.
 *
 * @param indices one per folder or file, in their order; -1 for no label
 * @param classNames names by class index, perhaps none
 */
record FolderLabels(int[] indices, List<String> classNames) {
  private static final Pattern WORDNET_ID = Pattern.compile("(n\\d{8})(?:\\D.*)?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");

  /**
   * Labels folders, one per class. With given class names each folder must be called after one of
   * them (name or WordNet id). Without, folders called by ImageNet's WordNet ids get ImageNet's
   * indices; folders called by whole numbers get these; others are numbered in the order of their
   * names.
   *
   * @throws DataException if a folder is called after no class
   */
  static FolderLabels of(Path root, List<String> folders, ClassNames given) {
    if (given.size() > 0) {
      int[] indices = lookUp(folders, given);
      for (int i = 0; i < indices.length; i++) {
        if (indices[i] < 0) {
          throw new DataException(
              root.resolve(folders.get(i))
                  + ": expected a folder called after one of the "
                  + given.size()
                  + " classes (such as '"
                  + given.names().get(0)
                  + "'), found '"
                  + folders.get(i)
                  + "'; rename the folder, or give other class names",
              DataRemedy.CLASS_NAMES);
        }
      }
      return new FolderLabels(indices, given.names());
    }
    if (folders.stream().allMatch(folder -> WORDNET_ID.matcher(folder).matches())) {
      ClassNames imagenet = ClassNames.imagenet();
      int[] indices = lookUp(folders, imagenet);
      if (Arrays.stream(indices).allMatch(index -> index >= 0)) {
        return new FolderLabels(indices, imagenet.names());
      }
    }
    if (folders.stream().allMatch(folder -> NUMBER.matcher(folder).matches())) {
      return new FolderLabels(folders.stream().mapToInt(Integer::parseInt).toArray(), List.of());
    }
    return new FolderLabels(IntStream.range(0, folders.size()).toArray(), folders);
  }

  /**
   * Labels files that start with a WordNet id, as ImageNet's do ({@code n02123045_tabby.JPEG}); the
   * others have no label.
   */
  static FolderLabels ofFiles(List<String> files, ClassNames given) {
    ClassNames names =
        given.size() == 0 && files.stream().anyMatch(file -> WORDNET_ID.matcher(file).matches())
            ? ClassNames.imagenet()
            : given;
    int[] indices = new int[files.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = wordNetIndex(files.get(i), names);
    }
    return new FolderLabels(indices, names.names());
  }

  private static int[] lookUp(List<String> folders, ClassNames names) {
    return folders.stream()
        .mapToInt(
            folder -> {
              OptionalInt index = names.indexOf(folder);
              return index.isPresent() ? index.getAsInt() : wordNetIndex(folder, names);
            })
        .toArray();
  }

  /** Class index of a name that starts with a WordNet id, or -1. */
  static int wordNetIndex(String name, ClassNames names) {
    Matcher matcher = WORDNET_ID.matcher(name);
    return matcher.matches() ? names.indexOf(matcher.group(1)).orElse(-1) : -1;
  }
}
