package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyImagesTest {
  @TempDir Path folder;

  private Path floats(double... values) throws IOException {
    Path file = folder.resolve("images.npy");
    NpyWriter.write(file, values, values.length / 4, 1, 2, 2);
    return file;
  }

  private Dataset open() {
    return Datasets.open(
        folder.resolve("images.npy").toString(), new ImageShape(1, 2, 2), Split.TEST);
  }

  @Test
  void pixels_ofFloats_areTakenAsTheyAre() throws IOException {
    floats(0, 0.25, 0.5, 1, 1, 0.5, 0, 0.75);
    assertThat(open().size()).isEqualTo(2);
    assertThat(open().pixels(1, PixelRange.UNIT)).containsExactly(1, 0.5, 0, 0.75);
    assertThat(open().pixels(1, new PixelRange(-1, 1))).containsExactly(1, 0.5, 0, 0.75);
    assertThat(open().label(1)).isEmpty();
  }

  @Test
  void pixels_ofBytes_areMappedToTheRange() throws IOException {
    byte[] data = {0, 51, (byte) 255, 102};
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1, 2, 2), }";
    Files.write(folder.resolve("images.npy"), NpyFileTest.npy(header, data));
    assertThat(open().pixels(0, PixelRange.BYTE)).containsExactly(0, 51, 255, 102);
    assertThat(open().pixels(0, new PixelRange(-1, 1)))
        .containsExactly(new double[] {-1, -0.6, 1, -0.2}, offset(1e-15));
  }

  @Test
  void pixels_outsideTheRange_areRefused() throws IOException {
    floats(0, 128, 255, 7);
    assertThat(open().pixels(0, PixelRange.BYTE)).containsExactly(0, 128, 255, 7);
    assertThatThrownBy(() -> open().pixels(0, PixelRange.UNIT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected pixels in 0,1, found 128");
  }

  @Test
  void pixels_ofUnitDataForAByteModel_areRefused() throws IOException {
    floats(0, 0.5, 1, 0.25);
    assertThatThrownBy(() -> open().pixels(0, PixelRange.BYTE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("--range");
  }

  @Test
  void pixels_notANumber_areRefused() throws IOException {
    floats(0, 0.5, Double.NaN, 0.25);
    assertThatThrownBy(() -> open().pixels(0, PixelRange.UNIT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void label_fromLabelsBeside_isRead() throws IOException {
    Path images = floats(new double[12]);
    String before = open().sha256();
    NpyWriter.write(folder.resolve("labels.npy"), new long[] {4, 0, 2}, 3);
    assertThat(open().label(0)).hasValue(4);
    assertThat(open().label(2)).hasValue(2);
    assertThat(before).isEqualTo(Sha256.of(images));
    assertThat(open().sha256()).isNotEqualTo(before);
    open().requireLabelsBelow(5);
    assertThatThrownBy(() -> open().requireLabelsBelow(4))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("label 4")
        .hasMessageContaining("0..3");
  }

  @Test
  void open_labelsThatDoNotFit_areRefused() throws IOException {
    floats(new double[12]);
    Path labels = folder.resolve("labels.npy");
    NpyWriter.write(labels, new long[] {4, 0}, 2);
    assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("[2]");
    NpyWriter.write(labels, new double[] {4, 0, 1}, 3);
    assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("f8");
    NpyWriter.write(labels, new long[] {4, -1, 1}, 3);
    assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("-1");
  }

  @Test
  void open_otherAxes_areRefused() throws IOException {
    Path file = folder.resolve("images.npy");
    NpyWriter.write(file, new double[12], 3, 2, 2);
    assertThatThrownBy(this::open).hasMessageContaining("N x C x H x W");
    NpyWriter.write(file, new double[75], 1, 5, 5, 3);
    assertThatThrownBy(this::open).hasMessageContaining("transpose(0, 3, 1, 2)");
    NpyWriter.write(file, new double[0], 0, 1, 2, 2);
    assertThatThrownBy(this::open).hasMessageContaining("at least one");
    NpyWriter.write(file, new long[4], 1, 1, 2, 2);
    assertThatThrownBy(this::open).hasMessageContaining("i8");
  }
}
