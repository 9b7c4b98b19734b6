package io.separatrix.report.section;

import io.separatrix.geometry.region.Grid;
import io.separatrix.geometry.region.Plane;
import io.separatrix.report.chart.LabelMap;
import io.separatrix.report.chart.Pixels;
import io.separatrix.report.page.PlaneData;
import io.separatrix.report.page.PlaneData.Packed;
import io.separatrix.studies.SliceSample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What a pointer finds on the map of a plane. */
public final class TouchedPlane {

  /** Pixels of an image's longer side at most. */
  private static final int MOST = 64;

  private static final int BYTE = 255;

  private TouchedPlane() {}

  /**
   * @param sample its labels and margins
   * @param plane whose map it is
   * @param map as it is drawn
   * @param pixels how images are shown
   */
  public static PlaneData of(
      SliceSample sample, Plane plane, LabelMap map, Pixels pixels, List<String> classNames) {
    Grid grid = sample.grid();
    List<Integer> labels =
        Arrays.stream(sample.labels()).flatMapToInt(Arrays::stream).distinct().boxed().toList();
    double largest =
        Arrays.stream(sample.margins()).flatMapToDouble(Arrays::stream).max().orElse(0);
    double unit = largest > 0 ? largest / BYTE : 1;
    byte[] label = new byte[grid.rows() * grid.columns()];
    byte[] margin = new byte[label.length];
    for (int i = 0; i < label.length; i++) {
      int row = i / grid.columns();
      int column = i % grid.columns();
      label[i] = (byte) labels.indexOf(sample.labels()[row][column]);
      margin[i] = (byte) Math.round(sample.margins()[row][column] / unit);
    }
    Pixels small = pixels.atMost(MOST);
    return new PlaneData(
        map.frame(),
        List.of(grid.minS(), grid.maxS(), grid.minT(), grid.maxT()),
        grid.columns(),
        grid.rows(),
        base64(label),
        labels.stream().map(classNames::get).toList(),
        base64(margin),
        unit,
        small.channels(),
        small.height(),
        small.width(),
        packed(pixels.levels(plane.origin(), MOST)),
        packed(pixels.differences(plane.u(), MOST)),
        packed(pixels.differences(plane.v(), MOST)));
  }

  private static Packed packed(double[] values) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double unit = largest > 0 ? largest / Short.MAX_VALUE : 1;
    ByteBuffer bytes =
        ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(values).forEach(value -> bytes.putShort((short) Math.round(value / unit)));
    return new Packed(unit, base64(bytes.array()));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
