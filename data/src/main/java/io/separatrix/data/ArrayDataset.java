package io.separatrix.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Images that are stored as arrays of values, C x H x W, one record per image. */
final class ArrayDataset implements Dataset {
  /** Images looked at to find out in which range floating-point values were stored. */
  private static final int RANGE_SAMPLE = 64;

  private final String name;
  private final ImageShape shape;
  private final Records records;
  private final int pixelOffset;
  private final ElementType type;
  private final int[] labels;
  private final List<String> classNames;
  private final Supplier<String> hash;
  private final double sampleMaximum;
  private volatile String sha256 = "";

  /**
   * Images in records.
   *
   * @param pixelOffset bytes of a record before its pixels
   * @param labels one per record, or none at all
   * @param hash computes {@link #sha256}
   */
  ArrayDataset(
      String name,
      ImageShape shape,
      Records records,
      int pixelOffset,
      ElementType type,
      int[] labels,
      List<String> classNames,
      Supplier<String> hash) {
    if (labels.length != 0 && labels.length != records.size()) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + records.size() + " records");
    }
    this.name = name;
    this.shape = shape;
    this.records = records;
    this.pixelOffset = pixelOffset;
    this.type = type;
    this.labels = labels.clone();
    this.classNames = List.copyOf(classNames);
    this.hash = hash;
    this.sampleMaximum = type == ElementType.UINT8 ? 255 : sampleMaximum();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return records.size();
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public OptionalInt label(int index) {
    Objects.checkIndex(index, size());
    return labels.length == 0 ? OptionalInt.empty() : OptionalInt.of(labels[index]);
  }

  @Override
  public String id(int index) {
    Objects.checkIndex(index, size());
    return Integer.toString(index);
  }

  @Override
  public double[] pixels(int index, PixelRange range) {
    double[] pixels = stored(index);
    if (type == ElementType.UINT8) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = range.fromByteScale(pixels[i]);
      }
    } else {
      requireRange(index, pixels, range);
    }
    return pixels;
  }

  private double[] stored(int index) {
    ByteBuffer record = records.get(index);
    ByteBuffer values =
        record.slice(pixelOffset, record.capacity() - pixelOffset).order(record.order());
    double[] pixels = new double[shape.dimension()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = type.get(values, i);
    }
    return pixels;
  }

  private void requireRange(int index, double[] pixels, PixelRange range) {
    // Values in 0..1 given to a model for 0..255 would pass as nearly black images.
    if (range.low() == 0 && range.high() > 2 && sampleMaximum <= 1) {
      throw new DataException(
          name
              + ": expected pixels in "
              + range
              + ", found floating-point values of at most "
              + sampleMaximum
              + " in the first images. Give the model's range with --range, or rescale the data.");
    }
    double slack = 1e-6 * range.width();
    for (double pixel : pixels) {
      if (!(pixel >= range.low() - slack && pixel <= range.high() + slack)) {
        throw new DataException(
            name
                + ": item "
                + index
                + ": expected pixels in "
                + range
                + ", found "
                + pixel
                + ". Give the model's range with --range, or rescale the data.");
      }
    }
  }

  private double sampleMaximum() {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < Math.min(RANGE_SAMPLE, size()); i++) {
      for (double value : stored(i)) {
        max = Math.max(max, value);
      }
    }
    return max;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public String sha256() {
    if (sha256.isEmpty()) {
      sha256 = hash.get();
    }
    return sha256;
  }

  @Override
  public String preprocessing() {
    return "none";
  }
}
