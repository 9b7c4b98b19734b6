package io.separatrix.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Images in a folder: one folder per class below it, with folders inside taken too, as
 * torchvision's ImageFolder does; or images directly in it. Whatever is left out is said in the
 * notes.
 *
 * @param name what the user asked for
 * @param shape that the model takes
 * @param options how to read it
 */
record ImageFolder(String name, ImageShape shape, DatasetOptions options) {

  /** Whether a folder holds images, directly or further down. */
  static boolean recognises(Path folder) {
    return ImageListing.hasImages(folder);
  }

  /** A single image, not decoded yet, as a data set of one. */
  Dataset one(Path file) {
    Path absolute = file.toAbsolutePath();
    return flat(absolute.resolveSibling(""), List.of(absolute), List.of());
  }

  /**
   * Lists the images, those of several classes in turns; none is decoded yet.
   *
   * @throws DataException if a class has no images or no index, or images lie beside class folders
   */
  Dataset read(Path folder) {
    SplitFolder part = SplitFolder.of(folder, options.split());
    Path root = part.folder();
    SkippedFiles left = new SkippedFiles();
    ImageListing listing = new ImageListing(root, left);
    if (options.imageLabels() != null) {
      List<Path> all = listing.allImages(root);
      return flat(root, all, joined(part.notes(), left.notes()));
    }
    List<Path> direct = listing.images(root);
    List<Path> classes = ImageListing.folders(root);
    List<Path> full = classes.stream().filter(ImageListing::hasImages).toList();
    if (full.isEmpty()) {
      classes.forEach(child -> left.add("folders without images", child.getFileName() + "/"));
      return flat(root, direct, joined(part.notes(), left.notes()));
    }
    if (!direct.isEmpty()) {
      throw new DataException(
          root
              + ": expected either images or one folder per class, found both, for example "
              + direct.get(0).getFileName()
              + " and "
              + full.get(0).getFileName()
              + ". Move the images away.");
    }
    return perClass(listing, classes, part.notes());
  }

  private Dataset perClass(ImageListing listing, List<Path> classes, List<String> notes) {
    FolderLabels labels =
        FolderLabels.of(
            listing.root(),
            classes.stream().map(child -> child.getFileName().toString()).toList(),
            options.names());
    List<List<Path>> imagesOfClass = new ArrayList<>();
    List<String> deep = new ArrayList<>();
    for (Path folder : classes) {
      List<Path> images = listing.allImages(folder);
      if (images.isEmpty()) {
        throw new DataException(
            folder
                + ": expected images of this class ("
                + ImageDecoder.KINDS
                + "), found none. Add some, or remove the folder.");
      }
      images.stream()
          .filter(image -> !folder.equals(image.getParent()))
          .forEach(image -> deep.add(listing.name(image)));
      imagesOfClass.add(images);
    }
    List<String> more = new ArrayList<>(joined(notes, listing.left().notes()));
    if (!deep.isEmpty()) {
      more.add(
          deep.size()
              + " images in folders inside class folders taken with the class "
              + SkippedFiles.named(deep));
    }
    return new ImageFiles(
        name,
        listing.root(),
        new ResizeAndCrop(shape, options.resizing()),
        inTurns(imagesOfClass, labels.indices()),
        labels.classNames(),
        more,
        null);
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

  private Dataset flat(Path root, List<Path> images, List<String> notes) {
    if (images.isEmpty()) {
      throw new DataException(
          root
              + ": expected images ("
              + ImageDecoder.KINDS
              + "), found none. Give another folder.");
    }
    ImageListing listing = new ImageListing(root, new SkippedFiles());
    List<String> ids = images.stream().map(listing::name).toList();
    @Nullable Path file = options.imageLabels();
    ImageLabels given =
        file == null ? ImageLabels.NONE : ImageLabels.of(file, ids, options.names());
    FolderLabels labels =
        file == null
            ? FolderLabels.ofFiles(ids, options.names())
            : new FolderLabels(given.indices(), given.classNames());
    List<ImageFiles.Item> items = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      items.add(new ImageFiles.Item(images.get(i), labels.indices()[i]));
    }
    return new ImageFiles(
        name,
        root,
        new ResizeAndCrop(shape, options.resizing()),
        items,
        labels.classNames(),
        joined(notes, given.notes()),
        file);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
