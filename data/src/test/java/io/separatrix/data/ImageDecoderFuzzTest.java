package io.separatrix.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are decoded as an image or refused. As a test it runs the seeds, also those beside it;
 * {@code JAZZER_FUZZ=1} searches for more, guided by coverage.
 */
class ImageDecoderFuzzTest {
  /** What decoding may take by docs/data.md, and as much again that decoders let go. */
  private static final long MOST = 2 * (512L << 20);

  private static final ImageDecoder DECODER =
      new ImageDecoder(new ResizeAndCrop(new ImageShape(3, 8, 8)));

  @TempDir static Path folder;

  static Stream<byte[]> seeds() throws IOException {
    BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 63; i++) {
      image.setRGB(i % 9, i / 9, 0x123457 * i);
    }
    List<byte[]> seeds = new ArrayList<>();
    for (String format : List.of("png", "jpg", "tif", "bmp", "gif", "ppm")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, format, bytes);
      seeds.add(bytes.toByteArray());
    }
    return seeds.stream();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void decode_anyBytes_isDecodedOrRefused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("image"), bytes);
    Promises.areKept(MOST, () -> DECODER.decode(file));
  }
}
