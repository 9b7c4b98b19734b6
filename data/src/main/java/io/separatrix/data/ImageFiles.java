package io.separatrix.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final List<String> notes;
  private final @Nullable Path labels;
  private final ResizeAndCrop preparation;
  private final ImageDecoder decoder;
  private volatile String sha256 = "";

  /**
   * @param root that the items' names are relative to
   * @param notes on how the images were found
   * @param labels the file that the items' labels are from, null if there is none
   */
  ImageFiles(
      String name,
      Path root,
      ResizeAndCrop preparation,
      List<Item> items,
      List<String> classNames,
      List<String> notes,
      @Nullable Path labels) {
    this.name = name;
    this.root = root;
    this.shape = preparation.target();
    this.items = List.copyOf(items);
    this.classNames = List.copyOf(classNames);
    this.notes = List.copyOf(notes);
    this.labels = labels;
    this.preparation = preparation;
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
      String images = Sha256.ofFiles(root, items.stream().map(Item::file).toList());
      sha256 = labels == null ? images : withLabels(images, labels);
    }
    return sha256;
  }

  private static String withLabels(String images, Path labels) {
    try {
      String lines = images + "  images\n" + Sha256.of(labels) + "  labels\n";
      return Sha256.of(lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new DataException(labels + ": cannot be read: " + unreadable, unreadable);
    }
  }

  @Override
  public String preprocessing() {
    return preparation.description();
  }

  @Override
  public List<String> notes() {
    return Stream.concat(notes.stream(), decoder.notes().stream()).toList();
  }

  @Override
  public String scaling(PixelRange range) {
    return range.equals(PixelRange.BYTE) ? "" : "stored values 0,255 brought to " + range;
  }
}
