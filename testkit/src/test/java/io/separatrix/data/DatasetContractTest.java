package io.separatrix.data;

import io.separatrix.testkit.DatasetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of data is a data set. */
class DatasetContractTest {

  private static final ImageShape SMALL = new ImageShape(1, 2, 2);

  @TempDir Path folder;

  private Dataset open(String name, ImageShape shape) {
    return Datasets.open(folder.resolve(name).toString(), shape, Split.TEST);
  }

  @Nested
  class BuiltIn implements DatasetContract {
    @Override
    public Dataset open() {
      return Datasets.open("fashion-mnist-sample", Split.TEST);
    }

    @Override
    public int classes() {
      return 10;
    }
  }

  @Nested
  class Cifar10Binary implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.cifar(folder.resolve("test_batch.bin"), 1, 4);
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("", new ImageShape(3, 32, 32));
    }

    @Override
    public int classes() {
      return 10;
    }
  }

  @Nested
  class Cifar100Binary implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.cifar(folder.resolve("test.bin"), 2, 4);
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("", new ImageShape(3, 32, 32));
    }

    @Override
    public int classes() {
      return 100;
    }
  }

  @Nested
  class Cifar10Pickle implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.pickle(folder.resolve("test_batch"), "labels");
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("", new ImageShape(3, 32, 32));
    }

    @Override
    public int classes() {
      return 10;
    }
  }

  @Nested
  class Cifar100Pickle implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.pickle(folder.resolve("test"), "fine_labels");
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("", new ImageShape(3, 32, 32));
    }

    @Override
    public int classes() {
      return 100;
    }
  }

  @Nested
  class IdxFolder implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.idx(folder.resolve("t10k-images-idx3-ubyte"), new int[] {3, 2, 2}, 12);
      SmallFiles.idx(folder.resolve("t10k-labels-idx1-ubyte"), new int[] {3}, 3);
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("", SMALL);
    }

    @Override
    public int classes() {
      return 3;
    }
  }

  @Nested
  class IdxFileCompressed implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.idx(folder.resolve("images.gz"), new int[] {3, 2, 2}, 12);
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("images.gz", SMALL);
    }

    @Override
    public int classes() {
      return 0;
    }
  }

  @Nested
  class FolderPerClass implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.images(folder, List.of("cat/a.png", "cat/b.png", "dog/a.png"));
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("", new ImageShape(3, 4, 4));
    }

    @Override
    public int classes() {
      return 2;
    }
  }

  @Nested
  class FlatFolder implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.images(folder, List.of("a.png", "b.png"));
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("", new ImageShape(3, 6, 4));
    }

    @Override
    public int classes() {
      return 0;
    }
  }

  @Nested
  class FlatFolderMadeGrey implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.images(folder, List.of("a.png", "b.png"));
    }

    @Override
    public Dataset open() {
      return Datasets.open(
          folder.toString(),
          new ImageShape(1, 4, 4),
          new DatasetOptions(Split.TEST, ClassNames.none(), null, true, null, false));
    }

    @Override
    public int classes() {
      return 0;
    }
  }

  @Nested
  class OneImage implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.images(folder, List.of("a.png"));
    }

    @Override
    public Dataset open() {
      return DatasetContractTest.this.open("a.png", new ImageShape(3, 4, 4));
    }

    @Override
    public int classes() {
      return 0;
    }
  }

  @Nested
  class FolderWithLabelFile implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.images(folder, List.of("images/a.png", "images/b.png"));
      Files.writeString(folder.resolve("labels.csv"), "a.png,3\nb.png,1\n");
    }

    @Override
    public Dataset open() {
      return Datasets.open(
          folder.resolve("images").toString(),
          new ImageShape(3, 4, 4),
          new DatasetOptions(
              Split.TEST, ClassNames.none(), folder.resolve("labels.csv"), false, null, false));
    }

    @Override
    public int classes() {
      return 4;
    }
  }

  @Nested
  class ColourMadeGrey implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.cifar(folder.resolve("test_batch.bin"), 1, 4);
    }

    @Override
    public Dataset open() {
      return Datasets.open(
          folder.toString(),
          new ImageShape(1, 32, 32),
          new DatasetOptions(Split.TEST, ClassNames.none(), null, true, null, false));
    }

    @Override
    public int classes() {
      return 10;
    }
  }
}
