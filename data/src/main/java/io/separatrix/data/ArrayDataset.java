package io.separatrix.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Images that are stored as arrays of values, one record per image. */
final class ArrayDataset implements Dataset {
  /** Images looked at to find out on which scale values were stored. */
  private static final int SCALE_SAMPLE = 64;

  private final String name;
  private final ArrayLayout layout;
  private final Records records;
  private final int pixelOffset;
  private final ElementType type;
  private final int[] labels;
  private final List<String> classNames;
  private final List<String> notes;
  private final Supplier<String> hash;
  private final StoredScale scale;
  private volatile String sha256 = "";

  /**
   * Images in records.
   *
   * @param pixelOffset bytes of a record before its pixels
   * @param labels one per record, or none at all
   * @param notes on how the data was read
   * @param hash computes {@link #sha256}
   */
  ArrayDataset(
      String name,
      ArrayLayout layout,
      Records records,
      int pixelOffset,
      ElementType type,
      int[] labels,
      List<String> classNames,
      List<String> notes,
      Supplier<String> hash) {
    if (labels.length != 0 && labels.length != records.size()) {
      throw new IllegalArgumentException(
          labels.length + " labels for " + records.size() + " records");
    }
    this.name = name;
    this.layout = layout;
    this.records = records;
    this.pixelOffset = pixelOffset;
    this.type = type;
    this.labels = labels.clone();
    this.classNames = List.copyOf(classNames);
    this.notes = List.copyOf(notes);
    this.hash = hash;
    this.scale = StoredScale.of(type, type == ElementType.UINT8 ? DoubleStream.empty() : sample());
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
    return layout.shape();
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
    PixelRange stored = scale.range().orElse(range);
    if (!type.isFloatingPoint() || scale.differsFrom(range)) {
      requireWithin(index, pixels, stored);
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = range.fromByteScale(scale == StoredScale.UNIT ? 255 * pixels[i] : pixels[i]);
      }
    } else {
      requireWithin(index, pixels, range);
    }
    return layout.arrange(pixels);
  }

  private double[] stored(int index) {
    ByteBuffer record = records.get(index);
    ByteBuffer values =
        record.slice(pixelOffset, record.capacity() - pixelOffset).order(record.order());
    double[] pixels = new double[shape().dimension()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = type.get(values, i);
    }
    return pixels;
  }

  private void requireWithin(int index, double[] pixels, PixelRange range) {
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
                + "; give the model's range, or rescale the data",
            DataRemedy.PIXEL_RANGE);
      }
    }
  }

  private DoubleStream sample() {
    int count = Math.min(SCALE_SAMPLE, size());
    return IntStream.range(0, count)
        .mapToObj(i -> stored((int) ((long) i * size() / count)))
        .flatMapToDouble(DoubleStream::of);
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

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public String scaling(PixelRange range) {
    return (!type.isFloatingPoint() && !range.equals(stored())) || scale.differsFrom(range)
        ? "stored values " + scale.range().orElse(range) + " brought to " + range
        : "";
  }

  private PixelRange stored() {
    return scale.range().orElse(PixelRange.BYTE);
  }

  @Override
  public Optional<PixelRange> storedRange() {
    return type.isFloatingPoint() ? scale.range() : Optional.empty();
  }
}
