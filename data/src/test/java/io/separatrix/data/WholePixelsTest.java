package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholePixelsTest {

  @TempDir Path folder;

  private Dataset open(boolean whole) throws IOException {
    Path file = folder.resolve("images.npy");
    NpyWriter.write(file, new double[] {0, 0.5, 0.25, 1}, 1, 1, 2, 2);
    DatasetOptions options =
        new DatasetOptions(Split.TEST, ClassNames.none(), null, false, null, whole);
    return Datasets.open(file.toString(), new ImageShape(1, 2, 2), options);
  }

  @Test
  void pixels_ofAModelOfBytes_areRounded() throws IOException {
    assertThat(open(true).pixels(0, PixelRange.BYTE)).containsExactly(0, 128, 64, 255);
    assertThat(open(true).preprocessing()).contains("rounded");
  }

  @Test
  void pixels_ofOtherModelsAndRanges_areAsTheyWere() throws IOException {
    assertThat(open(false).pixels(0, PixelRange.BYTE)).containsExactly(0, 127.5, 63.75, 255);
    assertThat(open(true).pixels(0, PixelRange.UNIT)).containsExactly(0, 0.5, 0.25, 1);
  }
}
