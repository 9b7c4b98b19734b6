package io.separatrix.report.compare;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * A number that runs are compared by: the mean of something over the items of a study.
 *
 * @param study its name
 * @param id unique and short: {@code boundary.norm}
 * @param label what it is
 * @param unit of the number; empty for a share
 * @param dimension power of a length in the input space that the number is
 * @param keys columns that say which item a row is, so that runs on the same items can be paired;
 *     empty where two runs never have the same items
 * @param counted rows that take part
 * @param value of a row; NaN if it has none
 * @param share whether values are 0 or 1
 * @param more what a larger number means, as it ends a sentence that begins with a network's name
 * @param less what a smaller number means
 */
record Quantity(
    String study,
    String id,
    String label,
    String unit,
    int dimension,
    List<String> keys,
    Predicate<Map<String, String>> counted,
    ToDoubleFunction<Map<String, String>> value,
    boolean share,
    String more,
    String less) {

  private static final List<String> INDEX = List.of("index");

  /** All of them, in the order of the report. */
  static final List<Quantity> ALL =
      List.of(
          share(
              "predict",
              "accuracy",
              INDEX,
              row -> !cell(row, "label").isEmpty(),
              row -> cell(row, "label").equals(cell(row, "predicted")),
              "is right more often",
              "is right less often"),
          mean(
              "boundary",
              "norm",
              "distance to the boundary",
              "input units",
              1,
              row -> number(row, "norm"),
              "has its boundary further from the images",
              "has its boundary nearer to the images"),
          mean(
              "boundary",
              "relativeNorm",
              "distance to the boundary over the image's norm",
              "",
              0,
              row -> number(row, "relativeNorm"),
              "needs a larger relative perturbation",
              "needs a smaller relative perturbation"),
          connected(1),
          connected(2),
          connected(3),
          straight(1),
          straight(2),
          convexity(2),
          convexity(10),
          mean(
              "planes",
              "fragments",
              "connected pieces of labels on a plane through three images",
              "",
              0,
              row -> number(row, "fragments"),
              "has its planes in more pieces",
              "has its planes in fewer pieces"),
          mean(
              "curvature",
              "meanCurvature",
              "mean curvature at nearest boundary points",
              "1 / input unit",
              -1,
              row -> number(row, "meanCurvature"),
              "has a boundary that bends more around its images",
              "has a flatter boundary"),
          mean(
              "curvature",
              "largest",
              "largest principal curvature",
              "1 / input unit",
              -1,
              row -> number(row, "largest"),
              "has a sharper largest curvature",
              "has a flatter largest curvature"),
          new Quantity(
              "asymmetry",
              "asymmetry.positive",
              "natural images with positive mean curvature",
              "",
              0,
              List.of("index", "step"),
              row -> cell(row, "image").equals("clean"),
              row -> number(row, "meanCurvature") > 0 ? 1 : 0,
              true,
              "has a positive curvature at more images",
              "has a positive curvature at fewer images"));

  private static Quantity connected(int scenario) {
    return share(
        "paths-" + scenario,
        "pairs with a path",
        List.of(),
        row -> true,
        row -> !cell(row, "verdict").equals("UNDETERMINED"),
        "has more pairs with a path",
        "has fewer pairs with a path");
  }

  private static Quantity straight(int scenario) {
    return share(
        "paths-" + scenario,
        "pairs that the straight segment joins",
        List.of(),
        row -> true,
        row -> !cell(row, "verdict").equals("UNDETERMINED") && cell(row, "anchors").equals("2"),
        "has more straight paths",
        "has fewer straight paths");
  }

  private static Quantity convexity(int k) {
    return share(
        "convexity",
        "combinations of " + k + " images that stay",
        List.of(),
        row -> cell(row, "k").equals("" + k),
        row -> cell(row, "stays").equals("true"),
        "keeps more combinations",
        "keeps fewer combinations");
  }

  private static Quantity share(
      String study,
      String label,
      List<String> keys,
      Predicate<Map<String, String>> counted,
      Predicate<Map<String, String>> holds,
      String more,
      String less) {
    return new Quantity(
        study,
        study + "." + label.replace(' ', '-'),
        label,
        "",
        0,
        keys,
        counted,
        row -> holds.test(row) ? 1 : 0,
        true,
        more,
        less);
  }

  private static Quantity mean(
      String study,
      String column,
      String label,
      String unit,
      int dimension,
      ToDoubleFunction<Map<String, String>> value,
      String more,
      String less) {
    return new Quantity(
        study,
        study + "." + column,
        label,
        unit,
        dimension,
        INDEX,
        row -> true,
        value,
        false,
        more,
        less);
  }

  /**
   * The number of a row.
   *
   * @param unit as {@link SampleTable#unit()}
   */
  double of(Map<String, String> row, double unit) {
    return value.applyAsDouble(row) * Math.pow(unit, dimension);
  }

  /** Which item a row is; empty where items are never the same. */
  String item(Map<String, String> row) {
    return String.join(" ", keys.stream().map(key -> cell(row, key)).toList());
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static double number(Map<String, String> row, String column) {
    String text = cell(row, column);
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
