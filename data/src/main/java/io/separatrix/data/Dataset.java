package io.separatrix.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Images of one shape in a fixed order, with labels where the data has them. Items are decoded when
 * asked for. Safe for use by several threads.
 */
public interface Dataset {

  /** {@return what the user asked for: a built-in name or a path} */
  String name();

  /** {@return the number of images, at least 1} */
  int size();

  /** {@return the shape of every image} */
  ImageShape shape();

  /**
   * {@return the class index of an item, empty where the data has no label}
   *
   * @param index in 0..size-1
   * @throws IndexOutOfBoundsException if index is not in 0..size-1
   */
  OptionalInt label(int index);

  /**
   * {@return the name of an item for people: a file name relative to the folder, or a record
   * number}
   *
   * @param index in 0..size-1
   * @throws IndexOutOfBoundsException if index is not in 0..size-1
   */
  String id(int index);

  /**
   * Pixels of item {@code index}, C x H x W flattened; a new array at each call. Stored whole
   * numbers are mapped from 0..255 to the range, and so are floating-point values from 0..1 to
   * 0..255 or back; other floating-point values are taken as they are.
   *
   * @param index in 0..size-1
   * @param range that the model expects
   * @return length d, in the range
   * @throws DataException if the image cannot be read, or if floating-point values are not finite
   *     or lie outside the range
   * @throws IndexOutOfBoundsException if index is not in 0..size-1
   */
  double[] pixels(int index, PixelRange range);

  /** {@return the names of the classes by class index; empty if unknown} */
  List<String> classNames();

  /**
   * {@return the name of a class: that of {@link #classNames}, or {@code class 7} where none is
   * known}
   *
   * @param index class index
   */
  default String className(int index) {
    return index < classNames().size() ? classNames().get(index) : "class " + index;
  }

  /**
   * {@return SHA-256 of the data used, 64 hexadecimal digits: of the file for one file, of the
   * lines {@code HASH NAME} for several} Computed at the first call, which reads everything.
   *
   * @throws DataException if a file cannot be read any more
   */
  String sha256();

  /**
   * {@return what was done to the stored images to get {@link #shape}: "none", or resizing and
   * cropping}
   */
  String preprocessing();

  /**
   * {@return what the user should know of how the data was read: what was taken, converted and left
   * out} May grow while images are decoded.
   */
  default List<String> notes() {
    return List.of();
  }

  /**
   * {@return how stored values come into a range, for people; empty if they are taken as they are}
   *
   * @param range that the model expects
   */
  default String scaling(PixelRange range) {
    return "";
  }

  /**
   * {@return the range of stored floating-point values where they show one; empty for other data}
   */
  default Optional<PixelRange> storedRange() {
    return Optional.empty();
  }

  /**
   * Checks the labels against a model.
   *
   * @param classes number of classes of the model
   * @throws DataException if an item has a label of {@code classes} or more
   */
  default void requireLabelsBelow(int classes) {
    for (int i = 0; i < size(); i++) {
      OptionalInt label = label(i);
      if (label.isPresent() && label.getAsInt() >= classes) {
        throw new DataException(
            name()
                + ": item "
                + id(i)
                + " has label "
                + label.getAsInt()
                + "; the model has "
                + classes
                + " classes, so labels must be 0.."
                + (classes - 1)
                + ". Give a model and a data set with the same classes.");
      }
    }
  }
}
