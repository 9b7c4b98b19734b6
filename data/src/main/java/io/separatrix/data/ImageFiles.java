package io.separatrix.data;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Images in files of their own, decoded each time they are asked for. */
final class ImageFiles implements Dataset {

  /**
   * One image.
   *
   * @param file below the data set's folder
   * @param label class index, or -1 for none
   */
  record Item(Path file, int label) {}

  private final String name;
  private final Path root;
  private final ImageShape shape;
  private final List<Item> items;
  private final List<String> classNames;
  private final ResizeAndCrop preparation;
  private final ImageDecoder decoder;
  private volatile String sha256 = "";

  ImageFiles(String name, Path root, ImageShape shape, List<Item> items, List<String> classNames) {
    this.name = name;
    this.root = root;
    this.shape = shape;
    this.items = List.copyOf(items);
    this.classNames = List.copyOf(classNames);
    this.preparation = new ResizeAndCrop(shape);
    this.decoder = new ImageDecoder(preparation);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public OptionalInt label(int index) {
    int label = items.get(index).label();
    return label < 0 ? OptionalInt.empty() : OptionalInt.of(label);
  }

  @Override
  public String id(int index) {
    return root.relativize(items.get(index).file()).toString().replace('\\', '/');
  }

  @Override
  public double[] pixels(int index, PixelRange range) {
    double[] pixels = decoder.decode(items.get(index).file());
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = range.fromByteScale(pixels[i]);
    }
    return pixels;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String sha256() {
    if (sha256.isEmpty()) {
      sha256 = Sha256.ofFiles(root, items.stream().map(Item::file).toList());
    }
    return sha256;
  }

  @Override
  public String preprocessing() {
    return preparation.description();
  }
}
