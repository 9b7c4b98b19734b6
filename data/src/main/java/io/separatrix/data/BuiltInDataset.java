package io.separatrix.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A data set that is known by name. */
public enum BuiltInDataset {
  /**
   * The first 1,000 test and the first 1,000 training images of Fashion-MNIST, embedded.
   *
   * <p>Source: Xiao, Rasul, Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking
   * machine learning algorithms", 2017; MIT licence.
   */
  FASHION_MNIST_SAMPLE(
      "fashion-mnist-sample",
      "Fashion-MNIST, first 1,000 test and first 1,000 training images, 1 x 28 x 28",
      "MIT",
      "embedded") {
    @Override
    public boolean isPresent(DataHome home) {
      return true;
    }

    @Override
    Dataset open(DataHome home, Split split) {
      String prefix =
          "/io/separatrix/data/fashion-mnist-sample/" + (split == Split.TEST ? "t10k" : "train");
      byte[] images = resource(prefix + "-images-idx3-ubyte.gz");
      byte[] labels = resource(prefix + "-labels-idx1-ubyte.gz");
      return IdxReader.dataset(
          label(),
          IdxFile.unpack(label(), new ByteArrayInputStream(images), 3),
          Optional.of(IdxFile.unpack(label(), new ByteArrayInputStream(labels), 1)),
          ClassNames.fashionMnist(),
          () ->
              Sha256.of(
                  (Sha256.of(images) + "  images\n" + Sha256.of(labels) + "  labels\n")
                      .getBytes(StandardCharsets.UTF_8)));
    }
  },

  /** All 60,000 training and 10,000 test images of Fashion-MNIST. */
  FASHION_MNIST(
      "fashion-mnist",
      "Fashion-MNIST, 10,000 test and 60,000 training images, 1 x 28 x 28",
      "MIT",
      "Debian's package dataset-fashion-mnist, or its four .gz files in the cache folder's"
          + " fashion-mnist") {
    @Override
    public boolean isPresent(DataHome home) {
      return folder(home).isPresent();
    }

    @Override
    Dataset open(DataHome home, Split split) {
      Path folder =
          folder(home)
              .orElseThrow(
                  () ->
                      new DataException(
                          label()
                              + ": not on this machine. Expected its IDX files in "
                              + DEBIAN
                              + " (Debian: apt install dataset-fashion-mnist) or in "
                              + home.folder().resolve(label())
                              + "; the embedded fashion-mnist-sample is always there."));
      return IdxReader.readFolder(label(), folder, split, ClassNames.fashionMnist());
    }

    private Optional<Path> folder(DataHome home) {
      return Arrays.asList(home.folder().resolve(label()), DEBIAN).stream()
          .filter(IdxReader::recognises)
          .findFirst();
    }
  },

  /** All 50,000 training and 10,000 test images of CIFAR-10 (Krizhevsky 2009). */
  CIFAR10(
      "cifar10",
      "CIFAR-10, 10,000 test and 50,000 training images, 3 x 32 x 32",
      "none stated; cite Krizhevsky 2009",
      "https://www.cs.toronto.edu/~kriz/cifar.html") {
    @Override
    public boolean isPresent(DataHome home) {
      return Cifar10Reader.recognises(home.cifar10());
    }

    @Override
    Dataset open(DataHome home, Split split) {
      if (!isPresent(home)) {
        throw new DataException(
            label()
                + ": not on this machine yet (looked in "
                + home.cifar10()
                + "); fetch it, or give a folder with its .bin files",
            DataRemedy.FETCH);
      }
      return Cifar10Reader.readFolder(label(), home.cifar10(), split, ClassNames.none());
    }
  };

  private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

  private final String label;
  private final String description;
  private final String licence;
  private final String source;

  BuiltInDataset(String label, String description, String licence, String source) {
    this.label = label;
    this.description = description;
    this.licence = licence;
    this.source = source;
  }

  /** The data set of a name such as {@code cifar10}. */
  public static Optional<BuiltInDataset> of(String name) {
    return Arrays.stream(values()).filter(dataset -> dataset.label.equals(name)).findFirst();
  }

  /** Name that users give. */
  public String label() {
    return label;
  }

  /** Content in one line. */
  public String description() {
    return description;
  }

  /** Licence in a few words. */
  public String licence() {
    return licence;
  }

  /** Where it comes from. */
  public String source() {
    return source;
  }

  /** Whether it can be opened without fetching anything. */
  public abstract boolean isPresent(DataHome home);

  /**
   * Opens one split.
   *
   * @throws DataException if it is not on this machine
   */
  abstract Dataset open(DataHome home, Split split);

  private static byte[] resource(String path) {
    try (InputStream in = BuiltInDataset.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("resource missing from the build: " + path);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new DataException(path + ": cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
