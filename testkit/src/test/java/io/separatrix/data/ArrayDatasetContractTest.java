package io.separatrix.data;

import io.separatrix.testkit.DatasetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of every kind are a data set. */
class ArrayDatasetContractTest {

  private static final ImageShape SMALL = new ImageShape(1, 2, 2);

  @TempDir Path folder;

  private Dataset open(String name, ImageShape shape) {
    return Datasets.open(folder.resolve(name).toString(), shape, Split.TEST);
  }

  @Nested
  class NpyOfBytesWithLabels implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      Files.write(
          folder.resolve("images.npy"), SmallFiles.npy("2,1,2,2", 0, 9, 99, 255, 1, 2, 3, 4));
      Files.write(folder.resolve("labels.npy"), SmallFiles.npy("2,", 4, 0));
    }

    @Override
    public Dataset open() {
      return ArrayDatasetContractTest.this.open("images.npy", SMALL);
    }

    @Override
    public int classes() {
      return 5;
    }
  }

  @Nested
  class NpyOfUnitFloats implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      NpyWriter.write(
          folder.resolve("images.npy"), new double[] {0, 0.5, 0.25, 1, 1, 0, 0.1, 0.2}, 2, 1, 2, 2);
    }

    @Override
    public Dataset open() {
      return ArrayDatasetContractTest.this.open("images.npy", SMALL);
    }

    @Override
    public int classes() {
      return 0;
    }
  }

  @Nested
  class NpyOfByteFloats implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      NpyWriter.write(folder.resolve("images.npy"), new double[] {0, 51, 255, 102.5}, 1, 1, 2, 2);
    }

    @Override
    public Dataset open() {
      return ArrayDatasetContractTest.this.open("images.npy", SMALL);
    }

    @Override
    public int classes() {
      return 0;
    }
  }

  @Nested
  class NpyOfOtherFloats implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      NpyWriter.write(folder.resolve("images.npy"), new double[] {-0.9, 0.5, 0.25, 1}, 1, 1, 2, 2);
    }

    @Override
    public Dataset open() {
      return ArrayDatasetContractTest.this.open("images.npy", SMALL);
    }

    @Override
    public int classes() {
      return 0;
    }

    @Override
    public List<PixelRange> ranges() {
      return List.of(new PixelRange(-1, 1));
    }
  }

  @Nested
  class NpyChannelsLast implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      Files.write(
          folder.resolve("images.npy"),
          SmallFiles.npy("1,2,2,3", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255));
    }

    @Override
    public Dataset open() {
      return ArrayDatasetContractTest.this.open("images.npy", new ImageShape(3, 2, 2));
    }

    @Override
    public int classes() {
      return 0;
    }
  }

  @Nested
  class NpzArchive implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.npz(folder.resolve("d.npz"));
    }

    @Override
    public Dataset open() {
      return ArrayDatasetContractTest.this.open("d.npz", SMALL);
    }

    @Override
    public int classes() {
      return 4;
    }
  }

  @Nested
  class FolderOfArrays implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      Files.write(folder.resolve("x.npy"), SmallFiles.npy("1,2,2", 0, 9, 99, 255));
      Files.write(folder.resolve("y.npy"), SmallFiles.npy("1,", 4));
    }

    @Override
    public Dataset open() {
      return ArrayDatasetContractTest.this.open("", SMALL);
    }

    @Override
    public int classes() {
      return 5;
    }
  }

  @Nested
  class GreyInThreeChannels implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      SmallFiles.npz(folder.resolve("d.npz"));
    }

    @Override
    public Dataset open() {
      return ArrayDatasetContractTest.this.open("d.npz", new ImageShape(3, 2, 2));
    }

    @Override
    public int classes() {
      return 4;
    }
  }

  @Nested
  class Rounded implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      NpyWriter.write(folder.resolve("images.npy"), new double[] {0, 0.5, 0.25, 1}, 1, 1, 2, 2);
    }

    @Override
    public Dataset open() {
      return Datasets.open(
          folder.resolve("images.npy").toString(),
          SMALL,
          new DatasetOptions(Split.TEST, ClassNames.none(), null, false, null, true));
    }

    @Override
    public int classes() {
      return 0;
    }
  }
}
