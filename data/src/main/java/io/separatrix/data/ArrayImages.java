package io.separatrix.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Images and labels in NumPy arrays: in an {@code .npy} file with its labels beside it, in a folder
 * of such files, or in an {@code .npz} file. See {@link ArrayLayout} for the order of the axes,
 * {@link StoredScale} for the values and {@link ArrayLabels} for the labels.
 */
final class ArrayImages {
  private static final String EXTENSION = ".npy";

  private ArrayImages() {}

  /**
   * Opens one file of images; its labels are {@code labels.npy} beside it, or {@code y.npy} for
   * {@code x.npy} and the like.
   *
   * @param wanted what the model takes, null if there is none
   * @param names class names, perhaps none
   * @throws DataException if an array is not what it must be
   */
  static Dataset file(String name, Path file, @Nullable ImageShape wanted, ClassNames names) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.resolveSibling("");
    String stem = absolute.getFileName().toString().replaceAll("\\.npy$", "");
    Optional<Path> labels =
        ArrayChoice.labelsBeside(stem, NpyFolder.of(folder))
            .map(label -> folder.resolve(label + EXTENSION));
    List<Path> files = new ArrayList<>(List.of(absolute));
    labels.ifPresent(files::add);
    List<String> notes =
        labels
            .filter(path -> !path.getFileName().toString().equals("labels.npy"))
            .map(path -> "labels from " + path.getFileName())
            .stream()
            .toList();
    return read(
        name,
        NpyFile.open(absolute),
        labels.map(NpyFile::open),
        wanted,
        names,
        notes,
        () -> Sha256.ofFiles(folder, files));
  }

  /**
   * Opens a bundle of arrays.
   *
   * @param wanted what the model takes, null if there is none
   * @param names class names, perhaps none
   * @throws DataException if it is not plain which arrays are meant, or one is not what it must be
   */
  static Dataset bundle(
      String name, ArrayBundle bundle, @Nullable ImageShape wanted, Split split, ClassNames names) {
    ArrayChoice choice = ArrayChoice.of(bundle, split);
    List<String> taken = new ArrayList<>(List.of(choice.images()));
    choice.labels().ifPresent(taken::add);
    return read(
        name,
        bundle.open(choice.images()),
        choice.labels().map(bundle::open),
        wanted,
        names,
        choice.notes(),
        () -> bundle.sha256(taken));
  }

  private static Dataset read(
      String name,
      NpyFile images,
      Optional<NpyFile> labels,
      @Nullable ImageShape wanted,
      ClassNames names,
      List<String> chosen,
      Supplier<String> hash) {
    int[] axes = images.shape();
    ArrayLayout layout = ArrayLayout.of(images.name(), axes, wanted);
    long length = (long) layout.shape().dimension() * images.type().size();
    if (length > Integer.MAX_VALUE - 8) {
      throw new DataException(
          images.name() + ": images of " + layout.shape() + " are too large; give smaller ones.");
    }
    Optional<ArrayLabels> read = labels.map(array -> ArrayLabels.of(array, axes[0]));
    List<String> notes = new ArrayList<>(chosen);
    notes.add(layout.note());
    read.ifPresent(of -> notes.add(of.note()));
    notes.removeIf(String::isEmpty);
    return new ArrayDataset(
        name,
        layout,
        images.records((int) length, axes[0]),
        0,
        images.type(),
        read.map(ArrayLabels::indices).orElse(new int[0]),
        names.names(),
        notes,
        hash);
  }
}
