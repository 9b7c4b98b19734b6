package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayImagesTest {
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
    floats(0, 128, 300, 7);
    assertThatThrownBy(() -> open().pixels(0, PixelRange.BYTE)).hasMessageContaining("found 300");
    assertThatThrownBy(() -> open().pixels(0, PixelRange.UNIT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected pixels in 0,1, found 128");
  }

  @Test
  void pixels_ofFloatsOnTheOtherScale_areBroughtToTheRange() throws IOException {
    floats(0, 0.5, 1, 0.25);
    assertThat(open().pixels(0, PixelRange.BYTE)).containsExactly(0, 127.5, 255, 63.75);
    assertThat(open().scaling(PixelRange.BYTE)).contains("0,1 brought to 0,255");
    assertThat(open().scaling(PixelRange.UNIT)).isEmpty();
    assertThat(open().storedRange()).contains(PixelRange.UNIT);
    floats(0, 51, 255, 102);
    assertThat(open().pixels(0, PixelRange.UNIT)).containsExactly(0, 0.2, 1, 0.4);
    assertThat(open().pixels(0, new PixelRange(-1, 1))[2]).isEqualTo(1);
    assertThat(open().scaling(PixelRange.UNIT)).contains("0,255 brought to 0,1");
    assertThat(open().storedRange()).contains(PixelRange.BYTE);
    floats(-0.5, 0.5, 1, 0);
    assertThat(open().storedRange()).isEmpty();
    assertThat(open().pixels(0, new PixelRange(-1, 1))).containsExactly(-0.5, 0.5, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "<i8, 00000000000000003300000000000000ff000000000000006600000000000000",
    "<i4, 0000000033000000ff00000066000000",
    "|u1, 0033ff66",
  })
  void pixels_ofWholeNumbers_areMappedAsBytes(String type, String data) throws IOException {
    raw(type, "(1, 1, 2, 2)", data);
    assertThat(open().pixels(0, PixelRange.UNIT)).containsExactly(0, 0.2, 1, 0.4);
    assertThat(open().pixels(0, PixelRange.BYTE)).containsExactly(0, 51, 255, 102);
  }

  @Test
  void pixels_ofBooleans_areBlackAndWhite() throws IOException {
    raw("|b1", "(1, 1, 2, 2)", "00010100");
    assertThat(open().pixels(0, PixelRange.BYTE)).containsExactly(0, 255, 255, 0);
    assertThat(open().pixels(0, new PixelRange(-1, 1))).containsExactly(-1, 1, 1, -1);
  }

  @Test
  void pixels_ofWholeNumbersBeyondBytes_areRefused() throws IOException {
    raw("<u2", "(1, 1, 2, 2)", "00000001ff000100");
    assertThatThrownBy(() -> open().pixels(0, PixelRange.UNIT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected pixels in 0,255, found 256");
  }

  private void raw(String type, String shape, String hex) throws IOException {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    Files.write(
        folder.resolve("images.npy"), NpyFileTest.npy(header, HexFormat.of().parseHex(hex)));
  }

  @Test
  void pixels_withChannelsLast_comeAsPlanes() throws IOException {
    raw("|u1", "(1, 2, 2, 3)", "010203040506070809101112");
    Dataset data =
        Datasets.open(folder.resolve("images.npy").toString(), new ImageShape(3, 2, 2), Split.TEST);
    assertThat(data.pixels(0, PixelRange.BYTE))
        .containsExactly(1, 4, 7, 16, 2, 5, 8, 17, 3, 6, 9, 18);
    assertThat(data.notes()).containsExactly("read as N x H x W x C");
    assertThat(Datasets.open(folder.resolve("images.npy").toString(), Split.TEST).shape())
        .isEqualTo(new ImageShape(2, 2, 3));
  }

  @Test
  void pixels_withoutChannels_areGreyAndRepeatedForColour() throws IOException {
    raw("|u1", "(1, 2, 2)", "0033ff66");
    assertThat(open().pixels(0, PixelRange.BYTE)).containsExactly(0, 51, 255, 102);
    assertThat(open().notes()).containsExactly("read as N x H x W, one channel");
    Dataset colour =
        Datasets.open(folder.resolve("images.npy").toString(), new ImageShape(3, 2, 2), Split.TEST);
    assertThat(colour.pixels(0, PixelRange.BYTE))
        .containsExactly(0, 51, 255, 102, 0, 51, 255, 102, 0, 51, 255, 102);
    assertThat(colour.notes()).contains("grey images repeated in 3 channels");
  }

  @Test
  void pixels_ofRows_areReadInTheModelsShape() throws IOException {
    raw("|u1", "(2, 4)", "0033ff6601020304");
    assertThat(open().size()).isEqualTo(2);
    assertThat(open().pixels(1, PixelRange.BYTE)).containsExactly(1, 2, 3, 4);
    assertThat(open().notes()).containsExactly("rows of 4 values read as 1 x 2 x 2");
  }

  @Test
  void pixels_ofColourForAGreyModel_areConvertedOnRequestOnly() throws IOException {
    raw("|u1", "(1, 3, 1, 2)", "ff0a000a000a");
    String file = folder.resolve("images.npy").toString();
    ImageShape grey = new ImageShape(1, 1, 2);
    assertThatThrownBy(() -> Datasets.open(file, grey, Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("convert colour images");
    Dataset data =
        Datasets.open(
            file, grey, new DatasetOptions(Split.TEST, ClassNames.none(), null, true, null, false));
    assertThat(data.pixels(0, PixelRange.BYTE)).containsExactly(76.245, 10);
    assertThat(data.preprocessing()).contains("made grey");
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
    NpyWriter.write(labels, new double[] {4, 0.5, 1}, 3);
    assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("0.5");
    NpyWriter.write(labels, new double[] {0, 1, 1, 1, 0, 1}, 3, 2);
    assertThatThrownBy(this::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("one-hot")
        .hasMessageContaining("row 1");
    NpyWriter.write(labels, new long[] {4, -1, 1}, 3);
    assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessageContaining("-1");
  }

  @Test
  void label_ofColumnsOneHotRowsAndWholeFloats_isTheIndex() throws IOException {
    floats(new double[12]);
    Path labels = folder.resolve("labels.npy");
    NpyWriter.write(labels, new long[] {2, 0, 1}, 3, 1);
    assertThat(open().label(0)).hasValue(2);
    assertThat(open().notes()).containsExactly("labels [3, 1] read as a list");
    NpyWriter.write(labels, new double[] {2, 0, 1}, 3);
    assertThat(open().label(2)).hasValue(1);
    NpyWriter.write(labels, new float[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, 3, 3);
    assertThat(List.of(open().label(0), open().label(1), open().label(2)))
        .containsExactly(OptionalInt.of(2), OptionalInt.of(0), OptionalInt.of(1));
    assertThat(open().notes()).containsExactly("labels [3, 3] read as one-hot rows");
  }

  @Test
  void open_otherAxes_areRefused() throws IOException {
    Path file = folder.resolve("images.npy");
    NpyWriter.write(file, new double[10], 2, 5);
    assertThatThrownBy(this::open)
        .hasMessageContaining("N x C x H x W")
        .hasMessageContaining("N x 4 for this model");
    NpyWriter.write(file, new double[75], 1, 5, 5, 3);
    assertThatThrownBy(this::open)
        .hasMessageContaining("expected images of 1 x 2 x 2")
        .hasMessageContaining("found 3 x 5 x 5");
    NpyWriter.write(file, new double[0], 0, 1, 2, 2);
    assertThatThrownBy(this::open).hasMessageContaining("at least one");
  }
}
