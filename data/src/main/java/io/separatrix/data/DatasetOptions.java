package io.separatrix.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a data set is to be read.
 *
 * @param split part of the data set
 * @param names replaces the data's own class names, and finds the class indices of folders called
 *     after classes; {@link ClassNames#none()} for the data's own
 * @param imageLabels file of lines {@code image,label} for a folder of images; null for none
 * @param grey whether colour images become grey for a model of one channel
 * @param resizing how image files come to the model's size; null for the usual way
 * @param whole whether pixels in 0 to 255 are rounded, for a model that takes 8-bit ones
 */
public record DatasetOptions(
    Split split,
    ClassNames names,
    @Nullable Path imageLabels,
    boolean grey,
    @Nullable Resizing resizing,
    boolean whole) {

  /**
   * {@return a part of a data set, nothing else said}
   *
   * @param split training or test part
   */
  public static DatasetOptions of(Split split) {
    return new DatasetOptions(split, ClassNames.none(), null, false, null, false);
  }

  /**
   * {@return the same with class names}
   *
   * @param others in place of the data's own
   */
  public DatasetOptions with(ClassNames others) {
    return new DatasetOptions(split, others, imageLabels, grey, resizing, whole);
  }

  /**
   * {@return the same for another part}
   *
   * @param other training or test part
   */
  public DatasetOptions with(Split other) {
    return new DatasetOptions(other, names, imageLabels, grey, resizing, whole);
  }
}
