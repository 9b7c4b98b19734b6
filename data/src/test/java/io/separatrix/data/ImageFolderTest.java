package io.separatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
  private static final ImageShape RGB = new ImageShape(3, 4, 4);
  private static final Path REAL = Path.of("../../shared/data/imagenet");

  @TempDir Path folder;

  private Path place(String name) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A 4 x 4 image of one type whose samples are given by band. */
  private void write(String name, int type, int[][] bands) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, type);
    for (int band = 0; band < bands.length; band++) {
      image.getRaster().setSamples(0, 0, 4, 4, band, bands[band]);
    }
    ImageIO.write(image, "png", place(name).toFile());
  }

  private static int[] ramp(int start, int step) {
    return IntStream.range(0, 16).map(i -> start + step * i).toArray();
  }

  private void grey(String name) throws IOException {
    write(name, BufferedImage.TYPE_BYTE_GRAY, new int[][] {ramp(5, 16)});
  }

  private Dataset open(ImageShape shape) {
    return Datasets.open(folder.toString(), shape, Split.TEST);
  }

  private static double[] values(int[]... planes) {
    return Arrays.stream(planes).flatMapToInt(Arrays::stream).asDoubleStream().toArray();
  }

  @Test
  void pixels_ofRgbPng_arePlanesInOrder() throws IOException {
    int[][] bands = {ramp(0, 1), ramp(100, 2), ramp(255, -3)};
    write("a.png", BufferedImage.TYPE_3BYTE_BGR, bands);
    write(
        "b.png",
        BufferedImage.TYPE_4BYTE_ABGR,
        new int[][] {bands[0], bands[1], bands[2], ramp(0, 17)});
    assertThat(open(RGB).pixels(0, PixelRange.BYTE)).isEqualTo(values(bands));
    assertThat(open(RGB).pixels(1, PixelRange.BYTE)).isEqualTo(values(bands));
    assertThat(open(RGB).pixels(0, PixelRange.UNIT)[15]).isEqualTo(15 / 255.0);
    assertThat(open(RGB).id(1)).isEqualTo("b.png");
  }

  @Test
  void pixels_ofGreyPng_areStoredValuesInEveryChannel() throws IOException {
    grey("a.png");
    write("b.png", BufferedImage.TYPE_USHORT_GRAY, new int[][] {ramp(5 * 257, 16 * 257)});
    int[] stored = ramp(5, 16);
    for (int i = 0; i < 2; i++) {
      assertThat(open(RGB).pixels(i, PixelRange.BYTE)).isEqualTo(values(stored, stored, stored));
      assertThat(open(new ImageShape(1, 4, 4)).pixels(i, PixelRange.BYTE))
          .isEqualTo(values(stored));
    }
  }

  @Test
  void pixels_ofColourForAGreyModel_areRefused() throws IOException {
    write("a.png", BufferedImage.TYPE_3BYTE_BGR, new int[][] {ramp(0, 1), ramp(9, 1), ramp(0, 1)});
    write("b.png", BufferedImage.TYPE_3BYTE_BGR, new int[][] {ramp(0, 1), ramp(0, 1), ramp(0, 1)});
    Dataset data = open(new ImageShape(1, 4, 4));
    assertThatThrownBy(() -> data.pixels(0, PixelRange.BYTE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.png")
        .hasMessageContaining("greyscale");
    assertThat(data.pixels(1, PixelRange.BYTE)).isEqualTo(values(ramp(0, 1)));
  }

  @Test
  void pixels_ofCmykJpeg_areRgb() throws IOException {
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("cmyk.jpg"))) {
      Files.copy(in, folder.resolve("cmyk.jpg"));
    }
    double[] pixels = open(new ImageShape(3, 32, 32)).pixels(0, PixelRange.BYTE);
    // Quadrants: white, black, cyan, red; colour managed or not, they must be told apart.
    assertThat(colour(pixels, 8, 8)).allMatch(v -> v > 245);
    assertThat(colour(pixels, 8, 24)).allMatch(v -> v < 60);
    double[] cyan = colour(pixels, 24, 8).stream().mapToDouble(v -> v).toArray();
    assertThat(cyan[0]).isLessThan(cyan[1] - 80).isLessThan(cyan[2] - 80);
    double[] red = colour(pixels, 24, 24).stream().mapToDouble(v -> v).toArray();
    assertThat(red[0]).isGreaterThan(red[1] + 120).isGreaterThan(red[2] + 120);
  }

  private static List<Double> colour(double[] pixels, int y, int x) {
    List<Double> colour = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      colour.add(pixels[(c * 32 + y) * 32 + x]);
    }
    return colour;
  }

  @Test
  void open_folderPerClass_takesTheSortedClassesInTurns() throws IOException {
    grey("dog/1.png");
    grey("cat/2.png");
    grey("cat/1.png");
    Files.writeString(place("cat/readme.txt"), "not an image");
    Files.writeString(place(".hidden/x.png"), "not looked at");
    Dataset data = open(RGB);
    assertThat(IntStream.range(0, 3).mapToObj(data::id))
        .containsExactly("cat/1.png", "dog/1.png", "cat/2.png");
    assertThat(IntStream.range(0, 3).map(i -> data.label(i).getAsInt())).containsExactly(0, 1, 0);
    assertThat(data.classNames()).containsExactly("cat", "dog");
  }

  @Test
  void pixels_ofAnImageThatWentAway_nameIt() throws IOException {
    grey("cat/a.png");
    Dataset data = open(RGB);
    data.pixels(0, PixelRange.BYTE);
    Files.delete(folder.resolve("cat/a.png"));
    assertThatThrownBy(() -> data.pixels(0, PixelRange.BYTE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.png")
        .hasMessageContaining("no such file");
  }

  @Test
  void open_nameWithControlCharacters_isShownHarmlessly() throws IOException {
    grey("a.png");
    Files.writeString(place("b\u001b[2J\nc"), "");
    assertThat(open(RGB).notes()).singleElement().asString().endsWith("(b?[2J?c)");
  }

  @Test
  void open_whatIsLeftOut_isCountedAndNamed() throws IOException {
    grey("cat/1.png");
    grey("cat/more/2.png");
    grey("dog/.hidden.png");
    grey("dog/1.png");
    Files.writeString(place("dog/readme.txt"), "");
    Files.createSymbolicLink(place("dog/gone.png"), Path.of("nowhere.png"));
    Files.createSymbolicLink(place("dog/again"), Path.of("../dog"));
    Files.writeString(place("list.csv"), "");
    Dataset data = open(RGB);
    assertThat(IntStream.range(0, data.size()).mapToObj(data::id))
        .containsExactly("cat/1.png", "dog/1.png", "cat/more/2.png");
    assertThat(data.label(2)).hasValue(0);
    assertThat(data.notes())
        .containsExactly(
            "left out: 1 broken links (dog/gone.png)",
            "left out: 2 files without the extension of a known kind of image (list.csv,"
                + " dog/readme.txt)",
            "left out: 1 folders too deep, or links to a folder above (dog/again)",
            "left out: 1 names that start with a point (dog/.hidden.png)",
            "1 images in folders inside class folders taken with the class (cat/more/2.png)");
  }

  @Test
  void open_splitsBesideOtherFolders_takesTheSplitAndSaysSo() throws IOException {
    grey("train/cat/a.png");
    grey("val/cat/b.png");
    grey("annotations/c.png");
    assertThat(open(RGB).id(0)).isEqualTo("cat/b.png");
    assertThat(open(RGB).notes())
        .containsExactly(
            "images of val/ taken for the split test",
            "left out: 2 folders beside it (annotations/, train/)");
    Dataset train = Datasets.open(folder.toString(), RGB, Split.TRAIN);
    assertThat(train.id(0)).isEqualTo("cat/a.png");
  }

  @Test
  void open_numberedFolders_takeTheNumbers() throws IOException {
    grey("10/a.png");
    grey("2/a.png");
    Dataset data = open(RGB);
    assertThat(data.label(0)).hasValue(10);
    assertThat(data.label(1)).hasValue(2);
  }

  @Test
  void open_wordNetFolders_takeImageNetIndices() throws IOException {
    grey("n02123045/a.png");
    grey("n01440764/a.png");
    Dataset data = open(RGB);
    assertThat(data.label(0)).hasValue(0);
    assertThat(data.label(1)).hasValue(281);
    assertThat(data.className(281)).isEqualTo("tabby");
  }

  @Test
  void open_withClassNames_findsFoldersByName() throws IOException {
    grey("Dog/a.png");
    grey("bird/a.png");
    Dataset data = Datasets.open(folder.toString(), RGB, Split.TEST, ClassNames.cifar10());
    assertThat(IntStream.range(0, 2).map(i -> data.label(i).getAsInt())).contains(5, 2);
    grey("unicorn/a.png");
    assertThatThrownBy(
            () -> Datasets.open(folder.toString(), RGB, Split.TEST, ClassNames.cifar10()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("unicorn")
        .hasMessageContaining("give other class names");
  }

  @Test
  void open_trainAndValFolders_takesTheSplit() throws IOException {
    grey("train/cat/a.png");
    grey("val/cat/b.png");
    assertThat(open(RGB).id(0)).isEqualTo("cat/b.png");
    assertThat(Datasets.open(folder.toString(), RGB, Split.TRAIN).id(0)).isEqualTo("cat/a.png");
  }

  @Test
  void open_flatFolder_hasNoLabelsUnlessNamedByWordNetId() throws IOException {
    grey("a.png");
    grey("n02123045_tabby.png");
    Dataset data = open(RGB);
    assertThat(data.label(0)).isEmpty();
    assertThat(data.label(1)).hasValue(281);
  }

  @Test
  void open_unusableFolder_saysWhatIsWrong() throws IOException {
    assertThatThrownBy(() -> open(RGB))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found none of them");
    grey("cat/a.png");
    assertThatThrownBy(() -> Datasets.open(folder.toString(), Split.TEST))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no size of its own");
    Files.createDirectory(folder.resolve("dog"));
    assertThatThrownBy(() -> open(RGB))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("dog")
        .hasMessageContaining("found none");
    grey("dog/a.png");
    grey("b.png");
    assertThatThrownBy(() -> open(RGB))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("found both");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void pixels_ofDamagedImage_failWithTheFilesNameOrGivePixels(String format) throws IOException {
    grey("whole.png");
    BufferedImage image = ImageIO.read(folder.resolve("whole.png").toFile());
    Files.delete(folder.resolve("whole.png"));
    Path file = folder.resolve("a." + format);
    ImageIO.write(image, format, file.toFile());
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    Dataset data = open(RGB);
    int refused = 0;
    for (int trial = 0; trial < 200; trial++) {
      byte[] bytes =
          Arrays.copyOf(whole, trial < 100 ? whole.length : random.nextInt(whole.length));
      for (int i = 0; trial < 100 && i < 3; i++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Files.write(file, bytes);
      try {
        assertThat(data.pixels(0, PixelRange.UNIT)).hasSize(48);
      } catch (DataException expected) {
        assertThat(expected).hasMessageContaining("a." + format);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void pixels_ofHugePng_areRefusedBeforeDecoding() throws IOException {
    grey("a.png");
    Path file = folder.resolve("a.png");
    byte[] bytes = Files.readAllBytes(file);
    // Width and height stand at byte 16 of a PNG, the header's checksum at byte 29.
    ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
    Files.write(file, bytes);
    assertThatThrownBy(() -> open(RGB).pixels(0, PixelRange.UNIT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("60000 x 60000");
  }

  @Test
  void open_realImagenette_mapsFoldersToIndices() {
    Path imagenette = REAL.resolve("imagenette-val");
    assumeTrue(Files.isDirectory(imagenette));
    Dataset data = Datasets.open(imagenette.toString(), new ImageShape(3, 224, 224), Split.TEST);
    assertThat(data.size()).isEqualTo(300);
    assertThat(IntStream.range(0, 300).map(i -> data.label(i).getAsInt()).distinct())
        .containsExactly(0, 217, 482, 491, 497, 566, 569, 571, 574, 701);
    assertThat(data.className(0)).isEqualTo("tench");
    assertThat(data.pixels(0, PixelRange.BYTE)).hasSize(3 * 224 * 224);
  }

  @Test
  void open_realOnePerClass_labelsAndDecodesEveryImage() {
    Path flat = REAL.resolve("one-per-class");
    assumeTrue(Files.isDirectory(flat));
    Dataset data = Datasets.open(flat.toString(), new ImageShape(3, 64, 64), Split.TEST);
    for (int i = 0; i < data.size(); i++) {
      String name = data.className(data.label(i).getAsInt()).replace(' ', '_');
      assertThat(data.id(i).replace("'", "")).containsIgnoringCase(name.replace("'", ""));
      assertThat(Arrays.stream(data.pixels(i, PixelRange.UNIT)).boxed())
          .allMatch(v -> v >= 0 && v <= 1);
    }
  }
}
