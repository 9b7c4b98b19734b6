package io.separatrix.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what kind of data a file or folder holds, and reads it.
 *
 * @param spec what the user asked for
 * @param wanted shape that the model takes, null if there is none
 * @param options how to read it
 * @param home where built-in data sets are kept
 */
record DatasetReader(
    String spec, @Nullable ImageShape wanted, DatasetOptions options, DataHome home) {

  /** What CIFAR's archives unpack to; people name it or the folder above. */
  private static final List<String> CIFAR_FOLDERS =
      List.of(
          "",
          "cifar-10-batches-bin",
          "cifar-10-batches-py",
          "cifar-100-binary",
          "cifar-100-python");

  /** Opens it; the shape may be another one than wanted. */
  Dataset read() {
    Dataset dataset = found();
    if (options.imageLabels() != null && !(dataset instanceof ImageFiles)) {
      throw new DataException(
          options.imageLabels()
              + ": expected a folder of images for these labels, found "
              + spec
              + ", which is something else; labels of arrays are an array beside them",
          DataRemedy.IMAGE_LABELS);
    }
    return dataset;
  }

  private Dataset found() {
    Optional<BuiltInDataset> builtIn = BuiltInDataset.of(spec);
    if (builtIn.isPresent()) {
      return builtIn.get().open(home, options.split());
    }
    Path path = path();
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    if (Files.isRegularFile(path)) {
      return wanted != null && ImageListing.isImage(path)
          ? new ImageFolder(spec, wanted, options).one(path)
          : file(path);
    }
    if (Files.exists(path)) {
      RegularFile.require(path, "a file or folder of images");
    }
    throw new DataException(
        spec
            + ": no such file or folder, and no built-in data set of this name. Built in are "
            + builtInNames()
            + ".");
  }

  private Dataset folder(Path folder) {
    for (String name : CIFAR_FOLDERS) {
      Path place = folder.resolve(name);
      if (Cifar10Reader.recognises(place)) {
        return Cifar10Reader.readFolder(spec, place, options.split(), options.names());
      }
      if (CifarPickles.recognises(place)) {
        return CifarPickles.readFolder(spec, place, options.split(), options.names());
      }
      if (Cifar100Reader.recognises(place)) {
        return Cifar100Reader.readFolder(spec, place, options.split(), options.names());
      }
    }
    if (IdxReader.recognises(folder)) {
      return IdxReader.readFolder(spec, folder, options.split(), options.names());
    }
    if (ImageFolder.recognises(folder)) {
      if (wanted == null) {
        throw new DataException(
            folder + ": a folder of images has no size of its own; open it for a model.");
      }
      return new ImageFolder(spec, wanted, options).read(folder);
    }
    NpyFolder arrays = NpyFolder.of(folder);
    if (!arrays.names().isEmpty()) {
      return bundle(arrays);
    }
    List<Path> archives = ending(folder, ".npz");
    if (archives.size() == 1) {
      return bundle(NpzFile.open(archives.get(0)));
    }
    if (archives.size() > 1) {
      List<String> names = archives.stream().map(file -> file.getFileName().toString()).toList();
      throw new DataException(
          folder
              + ": expected one .npz file, found "
              + names.size()
              + " "
              + SkippedFiles.named(names)
              + ". Give one of them.");
    }
    if (!ending(folder, ".parquet").isEmpty()) {
      throw parquet(folder.resolve("*.parquet"));
    }
    throw new DataException(
        folder
            + ": expected a folder with CIFAR batches, IDX files (*-ubyte or *-ubyte.gz), arrays"
            + " (x.npy and y.npy, or an .npz file) or images (directly or one folder per class),"
            + " found none of them.");
  }

  private static List<Path> ending(Path folder, String extension) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(extension))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new DataException(folder + ": the folder cannot be listed: " + unreadable, unreadable);
    }
  }

  private static DataException parquet(Path files) {
    return new DataException(
        files
            + ": expected images or arrays, found Parquet, which is not read. "
            + "Two lines of Python convert it: d = datasets.load_dataset('parquet', data_files='"
            + files
            + "')['train'] and numpy.savez('images.npz', y=d['label'],"
            + " x=numpy.stack([numpy.asarray(i.convert('RGB')) for i in d['image']])). "
            + "Then give images.npz. Bring images of several sizes to one with i.resize((W, H)).");
  }

  private Dataset bundle(ArrayBundle arrays) {
    return ArrayImages.bundle(spec, arrays, wanted, options.split(), options.names());
  }

  private Dataset file(Path file) {
    String name = file.getFileName().toString();
    if (NpyFile.starts(file) || name.endsWith(".npy")) {
      return ArrayImages.file(spec, file, wanted, options.names());
    }
    if (NpzFile.starts(file) || name.endsWith(".npz")) {
      return bundle(NpzFile.open(file));
    }
    if (IdxFile.startsImages(file) || name.contains("ubyte")) {
      return IdxReader.readFile(spec, file, options.names());
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
      throw parquet(file);
    }
    if (CifarPickles.starts(file)) {
      return CifarPickles.readFile(spec, file, options.names());
    }
    if (Cifar100Reader.recognisesFile(file)) {
      return Cifar100Reader.readFile(spec, file, options.names());
    }
    if (name.endsWith(".bin") || Cifar10Reader.recognisesFile(file)) {
      return Cifar10Reader.readFile(spec, file, options.names());
    }
    throw new DataException(
        file
            + ": expected a CIFAR batch, IDX images (-ubyte, -ubyte.gz), an .npy or .npz"
            + " array or an image, found none of them.");
  }

  private static String builtInNames() {
    return Arrays.stream(BuiltInDataset.values())
        .map(BuiltInDataset::label)
        .collect(Collectors.joining(", "));
  }

  private Path path() {
    try {
      return Path.of(spec);
    } catch (InvalidPathException notAPath) {
      throw new DataException(
          spec
              + ": neither a built-in data set nor a path: "
              + notAPath.getReason()
              + ". If the name is right, file names outside ASCII need a locale in UTF-8, such as"
              + " LC_ALL=C.UTF-8.",
          notAPath);
    }
  }
}
