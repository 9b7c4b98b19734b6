package io.separatrix.data;

import java.util.List;

/** Arrays by name: the files of a folder, or the entries of an archive. */
interface ArrayBundle {

  /** Where they are, for messages. */
  String place();

  /** Names without extension, sorted. */
  List<String> names();

  /**
   * Lengths of the axes of an array.
   *
   * @throws DataException if it is not an array of numbers
   */
  int[] shape(String name);

  /**
   * Opens an array.
   *
   * @throws DataException if it is not an array of numbers, or cannot be read
   */
  NpyFile open(String name);

  /**
   * SHA-256 of the arrays named, as {@link Dataset#sha256}.
   *
   * @throws DataException if they cannot be read
   */
  String sha256(List<String> names);
}
