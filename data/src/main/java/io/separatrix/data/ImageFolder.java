package io.separatrix.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the images of a folder: one folder per class below it, or images directly in it. Sorted by
 * name, so that the order is the same everywhere. Names that start with a point are passed over,
 * and so are files without an image's extension.
 */
final class ImageFolder {
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "gif");
  private static final Set<String> TRAIN_NAMES = Set.of("train", "training");
  private static final Set<String> TEST_NAMES = Set.of("val", "validation", "test");

  private ImageFolder() {}

  /** Whether a folder holds images, directly or one folder further down. */
  static boolean recognises(Path folder) {
    Path place = splitFolder(folder, Split.TEST);
    return !images(place).isEmpty()
        || folders(place).stream().anyMatch(child -> !images(child).isEmpty());
  }

  /** Whether a file has an image's extension. */
  static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(extension) && Files.isRegularFile(file);
  }

  /** A single image, not decoded yet, as a data set of one. */
  static Dataset one(String name, Path file, ImageShape shape, ClassNames names) {
    Path absolute = file.toAbsolutePath();
    return flat(name, absolute.resolveSibling(""), shape, List.of(absolute), names);
  }

  /**
   * Lists the images, those of several classes in turns; none is decoded yet.
   *
   * @param names class names that replace the folders' own, perhaps none
   * @throws DataException if a class has no images or no index, or images lie beside class folders
   */
  static Dataset read(String name, Path folder, ImageShape shape, Split split, ClassNames names) {
    Path root = splitFolder(folder, split);
    List<Path> direct = images(root);
    List<Path> classes = folders(root);
    boolean perClass = classes.stream().anyMatch(child -> !images(child).isEmpty());
    if (perClass && !direct.isEmpty()) {
      throw new DataException(
          root
              + ": expected either images or one folder per class, found both, for example "
              + direct.get(0).getFileName()
              + " and "
              + classes.get(0).getFileName()
              + ". Move the images away.");
    }
    return perClass
        ? perClass(name, root, shape, classes, names)
        : flat(name, root, shape, direct, names);
  }

  private static Dataset perClass(
      String name, Path root, ImageShape shape, List<Path> classes, ClassNames names) {
    FolderLabels labels =
        FolderLabels.of(
            root, classes.stream().map(child -> child.getFileName().toString()).toList(), names);
    List<List<Path>> imagesOfClass = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      List<Path> images = images(classes.get(i));
      if (images.isEmpty()) {
        throw new DataException(
            classes.get(i)
                + ": expected images of this class (JPEG, PNG, BMP or GIF), found none. Add some,"
                + " or remove the folder.");
      }
      imagesOfClass.add(images);
    }
    return new ImageFiles(
        name, root, shape, inTurns(imagesOfClass, labels.indices()), labels.classNames());
  }

  /** The first image of each class, then the second of each: a part of them has every class. */
  private static List<ImageFiles.Item> inTurns(List<List<Path>> imagesOfClass, int[] labels) {
    int most = imagesOfClass.stream().mapToInt(List::size).max().orElse(0);
    List<ImageFiles.Item> items = new ArrayList<>();
    for (int turn = 0; turn < most; turn++) {
      for (int i = 0; i < imagesOfClass.size(); i++) {
        if (turn < imagesOfClass.get(i).size()) {
          items.add(new ImageFiles.Item(imagesOfClass.get(i).get(turn), labels[i]));
        }
      }
    }
    return items;
  }

  private static Dataset flat(
      String name, Path root, ImageShape shape, List<Path> images, ClassNames names) {
    if (images.isEmpty()) {
      throw new DataException(root + ": expected images (JPEG, PNG, BMP or GIF), found none.");
    }
    FolderLabels labels =
        FolderLabels.ofFiles(
            images.stream().map(image -> image.getFileName().toString()).toList(), names);
    List<ImageFiles.Item> items = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      items.add(new ImageFiles.Item(images.get(i), labels.indices()[i]));
    }
    return new ImageFiles(name, root, shape, items, labels.classNames());
  }

  /** The folder's part for a split if it holds nothing but such parts, else the folder. */
  private static Path splitFolder(Path folder, Split split) {
    List<Path> children = folders(folder);
    boolean onlySplits =
        children.size() > 1
            && children.stream().allMatch(child -> isOneOf(child, TRAIN_NAMES, TEST_NAMES));
    if (!onlySplits || !images(folder).isEmpty()) {
      return folder;
    }
    Set<String> wanted = split == Split.TRAIN ? TRAIN_NAMES : TEST_NAMES;
    return children.stream()
        .filter(child -> isOneOf(child, wanted, Set.of()))
        .findFirst()
        .orElse(folder);
  }

  private static boolean isOneOf(Path child, Set<String> names, Set<String> more) {
    String name = child.getFileName().toString().toLowerCase(Locale.ROOT);
    return names.contains(name) || more.contains(name);
  }

  private static List<Path> folders(Path folder) {
    return list(folder, Files::isDirectory);
  }

  private static List<Path> images(Path folder) {
    return list(folder, ImageFolder::isImage);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> !child.getFileName().toString().startsWith("."))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new DataException(
          folder + ": the folder cannot be listed: " + unreadable.getMessage(), unreadable);
    }
  }
}
