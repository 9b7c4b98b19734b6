package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  /** 4 x 2 pixels (10 i, 255 - 10 i, 40 i mod 256), written by Pillow without loss. */
  private static final byte[] WEBP =
      HexFormat.of()
          .parseHex(
              "5249464630000000574542505650384c240000002f034000003fa0a66d03863fe1bc9d20466150e6"
                  + "3f45f6100890b1052d5ab488e87f6003");

  @TempDir Path folder;

  private static double[] decode(Path file, int channels, int height, int width) {
    return new ImageDecoder(new ResizeAndCrop(new ImageShape(channels, height, width)))
        .decode(file);
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static double[] planes(BufferedImage image) {
    int plane = image.getWidth() * image.getHeight();
    double[] pixels = new double[3 * plane];
    for (int i = 0; i < plane; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      for (int c = 0; c < 3; c++) {
        pixels[c * plane + i] = rgb >> (8 * (2 - c)) & 0xff;
      }
    }
    return pixels;
  }

  private Path write(BufferedImage image, String format) throws IOException {
    Path file = folder.resolve("a." + format);
    assertThat(ImageIO.write(image, format, file.toFile())).as(format).isTrue();
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tif", "bmp", "ppm"})
  void decode_formatsWithoutLoss_givesTheStoredPixels(String format) throws IOException {
    BufferedImage image = noise(7, 5);
    assertThat(decode(write(image, format), 3, 5, 7)).isEqualTo(planes(image));
  }

  @Test
  void decode_webp_givesTheStoredPixels() throws IOException {
    Path file = Files.write(folder.resolve("a.webp"), WEBP);
    double[] expected = new double[24];
    for (int i = 0; i < 8; i++) {
      expected[i] = 10 * i;
      expected[8 + i] = 255 - 10 * i;
      expected[16 + i] = 40 * i % 256;
    }
    assertThat(decode(file, 3, 2, 4)).isEqualTo(expected);
    assertThat(ImageListing.isImage(file)).isTrue();
  }

  @Test
  void decode_hugeWebpOfAlmostNothing_isRefusedBeforeDecoding() throws IOException {
    // 14 bits of width - 1 and 14 of height - 1 stand at byte 21: 8000 x 4000.
    byte[] bytes = WEBP.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 7999 | 3999 << 14);
    Path file = Files.write(folder.resolve("a.webp"), bytes);
    assertThatThrownBy(() -> decode(file, 3, 8, 8))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("32000000 in 56 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "tif", "bmp", "gif", "ppm", "webp"})
  void decode_halfAnImage_isRefusedWithItsName(String format) throws IOException {
    Path file = folder.resolve("a." + format);
    if (format.equals("webp")) {
      Files.write(file, WEBP);
    } else {
      write(noise(64, 64), format);
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> decode(file, 3, 8, 8))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a." + format)
        .hasMessageContaining("truncated");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, '0 1 2 3 4 5'",
    "2, 2, '2 1 0 5 4 3'",
    "3, 2, '5 4 3 2 1 0'",
    "4, 2, '3 4 5 0 1 2'",
    "5, 3, '0 3 1 4 2 5'",
    "6, 3, '3 0 4 1 5 2'",
    "7, 3, '5 2 4 1 3 0'",
    "8, 3, '2 5 1 4 0 3'",
    "9, 2, '0 1 2 3 4 5'",
  })
  void decode_orientationTag_turnsTheImage(int tag, int height, String expected)
      throws IOException {
    // Rows 0 1 2 and 3 4 5.
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, 3, 2, 0, new int[] {0, 1, 2, 3, 4, 5});
    byte[] png = Files.readAllBytes(write(image, "png"));
    // A chunk has length, name, data and checksum; the header ends at byte 33.
    byte[] exif = exif(tag);
    CRC32 crc = new CRC32();
    ByteBuffer chunk = ByteBuffer.allocate(12 + exif.length).putInt(exif.length);
    chunk.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif);
    crc.update(chunk.array(), 4, 4 + exif.length);
    chunk.putInt((int) crc.getValue());
    Path file = Files.write(folder.resolve("turned.png"), inserted(png, 33, chunk.array()));
    double[] values = Arrays.stream(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertThat(decode(file, 1, height, 6 / height)).isEqualTo(values);
  }

  @Test
  void decode_orientedJpeg_isTurnedAndSaidSo() throws IOException {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 8; x++) {
      for (int y = 0; y < 8; y++) {
        image.setRGB(x, y, 0xffffff);
      }
    }
    byte[] jpeg = Files.readAllBytes(write(image, "jpg"));
    byte[] exif = exif(6);
    ByteBuffer segment = ByteBuffer.allocate(10 + exif.length).putShort((short) 0xffe1);
    segment.putShort((short) (8 + exif.length)).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    Path file = Files.write(folder.resolve("b.jpg"), inserted(jpeg, 2, segment.put(exif).array()));
    ImageDecoder decoder = new ImageDecoder(new ResizeAndCrop(new ImageShape(3, 16, 8)));
    double[] pixels = decoder.decode(file);
    // White on the left is white on top after a quarter turn to the right.
    assertThat(Arrays.stream(pixels, 0, 48).min().getAsDouble()).isGreaterThan(240);
    assertThat(Arrays.stream(pixels, 80, 128).max().getAsDouble()).isLessThan(15);
    assertThat(decoder.notes())
        .containsExactly("1 images turned as their orientation tag says (b.jpg)");
  }

  /** EXIF data with nothing but the orientation. */
  private static byte[] exif(int tag) {
    return ByteBuffer.allocate(26)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0})
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) tag)
        .array();
  }

  private static byte[] inserted(byte[] bytes, int at, byte[] more) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    out.write(more);
    out.write(bytes, at, bytes.length - at);
    return out.toByteArray();
  }

  @Test
  void decode_transparentPixels_keepTheirColoursAndAreNamed() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_4BYTE_ABGR);
    image.getRaster().setPixel(0, 0, new int[] {10, 20, 30, 0});
    image.getRaster().setPixel(1, 0, new int[] {40, 50, 60, 255});
    Path file = write(image, "png");
    ImageDecoder decoder = new ImageDecoder(new ResizeAndCrop(new ImageShape(3, 1, 2)));
    assertThat(decoder.decode(file)).containsExactly(10, 40, 20, 50, 30, 60);
    assertThat(decoder.notes()).singleElement().asString().contains("transparent", "a.png");
    image.getRaster().setPixel(0, 0, new int[] {10, 20, 30, 255});
    write(image, "png");
    ImageDecoder opaque = new ImageDecoder(new ResizeAndCrop(new ImageShape(3, 1, 2)));
    opaque.decode(file);
    assertThat(opaque.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "1, 2"})
  void decode_oneOrTwoPixels_areResizedLikeOthers(int width, int height) throws IOException {
    BufferedImage image = noise(width, height);
    Path file = write(image, "png");
    assertThat(decode(file, 3, height, width)).isEqualTo(planes(image));
    assertThat(Arrays.stream(decode(file, 3, 16, 16)).boxed())
        .hasSize(768)
        .allMatch(v -> v >= 0 && v <= 255);
  }

  @Test
  void decode_largeOnesToOnePixel_takesTheMiddle() throws IOException {
    assertThat(decode(write(noise(40, 30), "png"), 3, 1, 1)).hasSize(3);
    assertThat(decode(write(noise(40, 30), "png"), 3, 1, 2)).hasSize(6);
  }

  @Test
  void decode_tooManyScans_isRefusedBeforeDecoding() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(HexFormat.of().parseHex("ffd8"));
    for (int i = 0; i <= ImageContainer.MAX_SCANS; i++) {
      out.write(HexFormat.of().parseHex("ffda000801010000000012ff0034"));
    }
    out.write(HexFormat.of().parseHex("ffd9"));
    Path file = Files.write(folder.resolve("a.jpg"), out.toByteArray());
    assertThatThrownBy(() -> decode(file, 3, 8, 8))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at most 100 scans");
  }

  @Test
  void decode_scansOfManyPixels_areRefusedBeforeDecoding() throws IOException {
    String frame = "ffc2000b08" + "1f40" + "1f40" + "01011100"; // 8000 x 8000
    Path file =
        Files.write(
            folder.resolve("a.jpg"),
            HexFormat.of()
                .parseHex("ffd8" + frame + "ffda000801010000000012ff0034".repeat(11) + "ffd9"));
    assertThatThrownBy(() -> decode(file, 3, 8, 8))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("at most 10 scans");
  }

  private static byte[] chunk(String kind, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(kind.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }

  /** Says 4 x 2 pixels first; the picture says what it says. */
  private static byte[] webp(String kind, byte[] picture) {
    byte[] canvas = {0, 0, 0, 0, 3, 0, 0, 1, 0, 0};
    byte[] content = chunk(kind, picture);
    return ByteBuffer.allocate(30 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(22 + content.length)
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(chunk("VP8X", canvas))
        .put(content)
        .array();
  }

  @Test
  void decode_webpPictureLargerThanTheFileSays_isRefusedBeforeDecoding() throws IOException {
    byte[] lossless = Arrays.copyOfRange(WEBP, 20, WEBP.length);
    assertThat(decode(Files.write(folder.resolve("a"), webp("VP8L", lossless)), 3, 2, 4))
        .hasSize(24);
    byte[] larger = lossless.clone();
    larger[1] = 4; // one column more
    byte[] lossy = HexFormat.of().parseHex("500100" + "9d012a" + "ff3fff3f");
    byte[] animated = Arrays.copyOf(new byte[16], 34);
    System.arraycopy(chunk("VP8 ", lossy), 0, animated, 16, 18);
    for (byte[] file :
        new byte[][] {webp("VP8L", larger), webp("VP8 ", lossy), webp("ANMF", animated)}) {
      Path path = Files.write(folder.resolve("a"), file);
      assertThatThrownBy(() -> decode(path, 3, 2, 4))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("WebP picture of at most 4 x 2");
    }
  }

  @Test
  void decode_tiffWithHugeTiles_isRefusedBeforeDecoding() throws IOException {
    int[][] tags = {
      {256, 8},
      {257, 8},
      {258, 8},
      {259, 1},
      {262, 1},
      {277, 1},
      {322, 2147483632},
      {323, 16},
      {324, 8},
      {325, 16}
    };
    ByteBuffer tiff = ByteBuffer.allocate(14 + 12 * tags.length).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) tags.length);
    for (int[] tag : tags) {
      tiff.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    Path file = Files.write(folder.resolve("a.tif"), tiff.array());
    assertThatThrownBy(() -> decode(file, 1, 8, 8))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("8 x 8 pixels, in tiles of 34359738112, that need");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 64000000, 8, 0, 65535 on a side",
    "8000, 7999, 16, 6, MiB when decoded",
    "60000, 60000, 8, 0, 60000 x 60000",
  })
  void decode_headerOfAHugePng_isRefusedBeforeDecoding(
      int width, int height, int depth, int colour, String reason) throws IOException {
    Path file = write(noise(2, 2), "png");
    byte[] bytes = Files.readAllBytes(file);
    // Width, height, depth and kind stand at byte 16 of a PNG, the header's checksum at byte 29.
    ByteBuffer.wrap(bytes).putInt(16, width).putInt(20, height).put(24, (byte) depth);
    bytes[25] = (byte) colour;
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
    Files.write(file, bytes);
    assertThatThrownBy(() -> decode(file, 3, 16, 16))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void decode_pipe_isRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe.png");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    assertThatThrownBy(() -> decode(pipe, 3, 16, 16))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a pipe or a device");
    assertThatThrownBy(() -> Datasets.open("/dev/zero", new ImageShape(3, 2, 2), Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a pipe or a device");
  }
}
