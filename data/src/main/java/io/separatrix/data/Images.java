package io.separatrix.data;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The images of a run: a part of a data set, in the model's pixel range. Item i is image {@code
 * offset + i} of the data set.
 *
 * @param data the whole data set
 * @param range the pixels that the model expects
 * @param offset first image
 * @param size number of images, at least 1
 */
public record Images(Dataset data, PixelRange range, int offset, int size) {

  /**
   * Takes a part of a data set.
   *
   * @param data the whole of it
   * @param range that the model expects
   * @param offset images to leave out at the start
   * @param limit images at most
   * @return at least one image
   * @throws DataException if the offset leaves no image
   */
  public static Images of(Dataset data, PixelRange range, int offset, int limit) {
    if (offset >= data.size()) {
      throw new DataException(
          data.name()
              + ": expected a first image below "
              + data.size()
              + ", found an offset of "
              + offset,
          DataRemedy.OFFSET);
    }
    return new Images(data, range, offset, Math.min(limit, data.size() - offset));
  }

  /**
   * {@return the index in the data set}
   *
   * @param item in 0..size-1
   */
  public int index(int item) {
    return offset + item;
  }

  /**
   * {@return what the data set says of the class, empty where it says nothing}
   *
   * @param item in 0..size-1
   */
  public OptionalInt label(int item) {
    return data.label(index(item));
  }

  /**
   * {@return the pixels in the range that the model expects, C x H x W flattened, length d; a new
   * array}
   *
   * @param item in 0..size-1
   */
  public double[] pixels(int item) {
    return data.pixels(index(item), range);
  }

  /** {@return channels, height and width of each image} */
  public ImageShape shape() {
    return data.shape();
  }

  /**
   * {@return the name of an image for people: a file name, or a record number}
   *
   * @param item in 0..size-1
   */
  public String id(int item) {
    return data.id(index(item));
  }

  /**
   * Decodes every image once, so that a damaged one is found before a run starts.
   *
   * @throws DataException if an image cannot be read or does not fit the range
   */
  public void requireReadable() {
    for (int item = 0; item < size; item++) {
      pixels(item);
    }
  }

  /** {@return all items in order} */
  public List<Integer> items() {
    return IntStream.range(0, size).boxed().toList();
  }
}
