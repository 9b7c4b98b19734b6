package io.separatrix.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists the images and folders below a folder, sorted by name so that the order is the same
 * everywhere, and keeps account of what is neither.
 *
 * @param root the data set's folder; names are relative to it
 * @param left gets what is not taken
 */
record ImageListing(Path root, SkippedFiles left) {
  private static final Set<String> EXTENSIONS =
      Set.of(
          "jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "bmp", "gif", "ppm", "pgm",
          "pbm", "pnm");
  private static final int MAX_DEPTH = 8;

  /** Whether a file has an image's extension. */
  static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(extension) && Files.isRegularFile(file) && !isHidden(file);
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  /** Whether a folder holds an image, directly or further down. */
  static boolean hasImages(Path folder) {
    return hasImages(folder, MAX_DEPTH);
  }

  private static boolean hasImages(Path folder, int depth) {
    List<Path> children = list(folder);
    return children.stream().anyMatch(ImageListing::isImage)
        || (depth > 0
            && children.stream()
                .filter(child -> Files.isDirectory(child) && !isHidden(child))
                .anyMatch(child -> hasImages(child, depth - 1)));
  }

  /** Folders in a folder; those whose names start with a point are passed over. */
  static List<Path> folders(Path folder) {
    return list(folder).stream()
        .filter(child -> Files.isDirectory(child) && !isHidden(child))
        .toList();
  }

  /** Images directly in a folder. */
  List<Path> images(Path folder) {
    List<Path> images = new ArrayList<>();
    for (Path child : list(folder)) {
      if (isImage(child)) {
        images.add(child);
      } else if (isHidden(child)) {
        leave("names that start with a point", child);
      } else if (!Files.exists(child)) {
        leave("broken links", child);
      } else if (Files.isRegularFile(child)) {
        leave("files without the extension of a known kind of image", child);
      } else if (!Files.isDirectory(child)) {
        leave("pipes or devices", child);
      }
    }
    return images;
  }

  /** Images in a folder and further down, those further down last. */
  List<Path> allImages(Path folder) {
    List<Path> images = new ArrayList<>();
    collect(folder, new HashSet<>(), images);
    return images;
  }

  private void collect(Path folder, Set<Path> above, List<Path> images) {
    Path real = real(folder);
    if (above.size() > MAX_DEPTH || !above.add(real)) {
      leave("folders too deep, or links to a folder above", folder);
      return;
    }
    images.addAll(images(folder));
    for (Path child : folders(folder)) {
      collect(child, above, images);
    }
    above.remove(real);
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException gone) {
      throw new DataException(folder + ": the folder cannot be listed: " + gone, gone);
    }
  }

  private void leave(String kind, Path file) {
    left.add(kind, name(file));
  }

  /** Name relative to the root, with forward slashes. */
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException unreadable) {
      throw new DataException(folder + ": the folder cannot be listed: " + unreadable, unreadable);
    }
  }
}
