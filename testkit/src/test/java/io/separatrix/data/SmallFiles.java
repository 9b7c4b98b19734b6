package io.separatrix.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Writes small data sets of every format. */
final class SmallFiles {

  private SmallFiles() {}

  /** Records of CIFAR's binary versions; the last label of record r is r + 1. */
  static void cifar(Path file, int labels, int records) throws IOException {
    byte[] bytes = new byte[records * (labels + 3072)];
    for (int r = 0; r < records; r++) {
      int start = r * (labels + 3072);
      bytes[start + labels - 1] = (byte) (r + 1);
      for (int p = 0; p < 3072; p++) {
        bytes[start + labels + p] = (byte) (31 * r + p);
      }
    }
    Files.write(file, bytes);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * A batch of CIFAR's Python versions, protocol 2: two images with labels 3 and 7.
   *
   * @param labels key of the labels
   */
  static void pickle(Path file, String labels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(latin("\u0080\u0002}q\u0001(U" + (char) labels.length() + labels));
    out.write(latin("]q\u0002(K\u0003K\u0007eU\u0004datacnumpy.core.multiarray\n_reconstruct\n"));
    out.write(latin("q\u0003cnumpy\nndarray\nK\0\u0085U\u0001b\u0087Rq\u0004(K\u0001K\u0002M"));
    out.write(latin("\0\u000c\u0086cnumpy\ndtype\nU\u0002u1K\0K\u0001\u0087R(K\u0003U\u0001|NNN"));
    out.write(latin("J\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb\u0089T"));
    out.write(new byte[] {0, 0x18, 0, 0});
    for (int i = 0; i < 2 * 3072; i++) {
      out.write(7 * i);
    }
    out.write(latin("tbu."));
    Files.write(file, out.toByteArray());
  }

  /** Bytes in IDX form, compressed where the name says so. */
  static void idx(Path file, int[] axes, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * axes.length + length);
    bytes.putInt(0x0800 | axes.length);
    for (int axis : axes) {
      bytes.putInt(axis);
    }
    for (int i = 0; i < length; i++) {
      bytes.put((byte) (axes.length == 1 ? i : 37 * i));
    }
    OutputStream out = Files.newOutputStream(file);
    try (OutputStream to = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out) {
      to.write(bytes.array());
    }
  }

  /** An array of bytes as NumPy stores it. */
  static byte[] npy(String shape, int... values) throws IOException {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }";
    String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(latin("\u0093NUMPY\u0001\0"));
    out.write(new byte[] {(byte) padded.length(), (byte) (padded.length() >> 8)});
    out.write(latin(padded));
    for (int value : values) {
      out.write(value);
    }
    return out.toByteArray();
  }

  /** Four images of 1 x 2 x 2 and their labels 0 to 3 in one archive. */
  static void npz(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(npy("4,1,2,2", 0, 17, 34, 255, 4, 5, 6, 7, 100, 110, 120, 130, 9, 99, 199, 250));
      zip.putNextEntry(new ZipEntry("y.npy"));
      zip.write(npy("4,", 0, 1, 2, 3));
    }
  }

  /** PNG images of 5 x 7 pixels in colour, below a folder. */
  static void images(Path folder, List<String> names) throws IOException {
    for (String name : names) {
      BufferedImage image = new BufferedImage(5, 7, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 35; i++) {
        image.setRGB(i % 5, i / 5, name.hashCode() + 0x31517 * i);
      }
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      ImageIO.write(image, "png", file.toFile());
    }
  }
}
