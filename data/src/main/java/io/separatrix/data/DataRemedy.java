package io.separatrix.data;

/** What a user can do about data that is refused; each way into the program says how. */
public enum DataRemedy {
  /** Other names of classes: {@link DatasetOptions#names}. */
  CLASS_NAMES,
  /** No file of labels: {@link DatasetOptions#imageLabels}. */
  IMAGE_LABELS,
  /** Colour images converted: {@link DatasetOptions#grey}. */
  GREY,
  /** Another resizing: {@link DatasetOptions#resizing}. */
  RESIZING,
  /** Another pixel range. */
  PIXEL_RANGE,
  /** Another first image. */
  OFFSET,
  /** The data set fetched: {@link Cifar10Fetch}. */
  FETCH
}
