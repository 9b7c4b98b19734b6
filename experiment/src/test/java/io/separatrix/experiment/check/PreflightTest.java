package io.separatrix.experiment.check;

import static io.separatrix.network.NetworkKind.MIXED;
import static io.separatrix.network.NetworkKind.PIECEWISE_LINEAR;
import static io.separatrix.network.NetworkKind.SMOOTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.data.Preprocessing;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.Finding.Severity;
import io.separatrix.geometry.Classifier;
import io.separatrix.geometry.Linearization;
import io.separatrix.geometry.LogitCombination;
import io.separatrix.geometry.Vectors;
import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.NetworkKind;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.trained.BuiltInModels;
import io.separatrix.testkit.Fashion;
import io.separatrix.torch.TorchClassifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Spoils a sound classifier in each way that the checks know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightTest {

  private static final Path DOCUMENTATION = Path.of("../docs/preflight.md");

  private final TorchClassifier relu = open(BuiltInModels.load("lenet-fashion").graph());
  private final TorchClassifier smooth = open(BuiltInModels.load("lenet-fashion-smooth").graph());
  private final Images images = Images.of(Fashion.data(), PixelRange.UNIT, 0, 200);

  @BeforeAll
  void documentationIsThere() {
    assertThat(DOCUMENTATION).exists();
  }

  @AfterAll
  void close() {
    relu.close();
    smooth.close();
  }

  private static TorchClassifier open(Graph graph) {
    return new TorchClassifier(graph, EngineOptions.DEFAULT);
  }

  private void assertNoticed(
      Classifier classifier, @Nullable NetworkKind byOperators, String name, Severity severity) {
    List<Finding> findings = Preflight.check(classifier, images, byOperators).findings();
    assertThat(findings)
        .anySatisfy(
            finding -> {
              assertThat(finding.name()).isEqualTo(name);
              assertThat(finding.severity()).isEqualTo(severity);
            });
    assertThat(DOCUMENTATION).content().contains("### `" + name + "`");
  }

  private void assertRefused(Classifier classifier, String name) {
    assertThatThrownBy(() -> Preflight.check(classifier, images, PIECEWISE_LINEAR))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(name + ": ");
    assertThat(DOCUMENTATION).content().contains("### `" + name + "`");
  }

  @Test
  void check_soundClassifiers_noticesSmoothnessOnly() {
    assertThat(Preflight.check(relu, images, PIECEWISE_LINEAR).findings())
        .extracting(Finding::name)
        .containsExactly("piecewise-linear");
    assertThat(Preflight.check(smooth, images, SMOOTH).findings())
        .extracting(Finding::name)
        .containsExactly("smooth");
  }

  @Test
  void check_smoothness_isFoundFromNumbers() {
    assertThat(Preflight.check(relu, images, null).kind()).isEqualTo(PIECEWISE_LINEAR);
    assertThat(Preflight.check(smooth, images, null).kind()).isEqualTo(SMOOTH);
    assertNoticed(relu, null, "piecewise-linear", Severity.INFO);
    assertNoticed(smooth, null, "smooth", Severity.INFO);
  }

  @Test
  void check_operatorsAndNumbersDisagree_believesTheNumbers() {
    assertNoticed(relu, SMOOTH, "smoothness-disputed", Severity.WARNING);
    assertNoticed(smooth, PIECEWISE_LINEAR, "smoothness-disputed", Severity.WARNING);
    assertThat(Preflight.check(relu, images, SMOOTH).kind()).isEqualTo(PIECEWISE_LINEAR);
    assertThat(Preflight.check(smooth, images, PIECEWISE_LINEAR).kind()).isEqualTo(MIXED);
  }

  @Test
  void check_curvedOperatorBesideKinks_isMixedWhereItMatters() {
    assertThat(Preflight.check(smooth, images, MIXED).kind()).isEqualTo(MIXED);
    assertNoticed(smooth, MIXED, "mixed", Severity.INFO);
    assertThat(Preflight.check(relu, images, MIXED).kind()).isEqualTo(PIECEWISE_LINEAR);
    assertNoticed(relu, MIXED, "smoothness-disputed", Severity.WARNING);
  }

  @Test
  void check_softmax_isNoticed() {
    assertNoticed(
        behind(PreflightTest::softmax), PIECEWISE_LINEAR, "softmax-output", Severity.WARNING);
  }

  @Test
  void check_noise_isNoticed() {
    SplittableRandom random = new SplittableRandom(1);
    Classifier noisy =
        behind(f -> Arrays.stream(f).map(value -> value + random.nextGaussian()).toArray());
    assertNoticed(noisy, PIECEWISE_LINEAR, "random-output", Severity.WARNING);
  }

  @Test
  void check_classesInAnotherOrder_areNoticed() {
    Classifier turned =
        behind(
            f -> {
              double[] logits = new double[f.length];
              Arrays.setAll(logits, i -> f[(i + 1) % f.length]);
              return logits;
            });
    assertNoticed(turned, PIECEWISE_LINEAR, "label-order", Severity.WARNING);
  }

  @Test
  void check_classifierThatGuesses_isNoticed() {
    SplittableRandom random = new SplittableRandom(4);
    double[][] directions = new double[10][];
    Arrays.setAll(directions, k -> random.doubles(784, -1, 1).toArray());
    // Fractions of a large number do not depend on what is in the image.
    Classifier guessing =
        behind(
            f -> {
              double[] logits = new double[f.length];
              Arrays.setAll(
                  logits,
                  k -> Math.floorMod((long) (1e6 * Vectors.dot(f, head(directions[k]))), 97));
              return logits;
            });
    assertNoticed(guessing, PIECEWISE_LINEAR, "chance-accuracy", Severity.WARNING);
  }

  private static double[] head(double[] values) {
    return Arrays.copyOf(values, 10);
  }

  @Test
  void check_inputThatIsNormalisedTwice_isNoticedWithTheOption() {
    Preprocessing usual = new Preprocessing(List.of(-20.), List.of(.5), false);
    Classifier normalising =
        new Altered(relu, x -> Arrays.stream(x).map(value -> (value + 20) / .5).toArray(), f -> f);
    assertThat(Preflight.check(normalising, images, PIECEWISE_LINEAR, usual).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.name()).isEqualTo("normalisation");
              assertThat(finding.message()).contains("no normalisation");
            });
  }

  @Test
  void check_inputThatIsNotNormalised_isNoticedWithTheOption() {
    // Wants -1 to 1, and sees no difference between the brighter half of that.
    Classifier wanting =
        new Altered(
            relu,
            x -> Arrays.stream(x).map(value -> value < 0 ? value + 1 : 1 + value / 1000).toArray(),
            f -> f);
    assertThat(Preflight.check(wanting, images, PIECEWISE_LINEAR).findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.name()).isEqualTo("normalisation");
              assertThat(finding.message()).contains("the normalisation keras-tf");
            });
  }

  @Test
  void check_hugeLogits_areNoticed() {
    assertNoticed(
        behind(f -> Vectors.scale(300, f)), PIECEWISE_LINEAR, "saturated-logits", Severity.WARNING);
  }

  @Test
  void check_otherPixelRange_isNoticedAndNamed() {
    Classifier ofBytes = new Altered(relu, x -> Vectors.scale(1 / 255.0, x), f -> f);
    assertNoticed(ofBytes, PIECEWISE_LINEAR, "pixel-range", Severity.WARNING);
    assertThat(Preflight.check(ofBytes, images, PIECEWISE_LINEAR).findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("pixels 0,255"));
    Images bytes = Images.of(images.data(), PixelRange.BYTE, 0, 200);
    assertThat(Preflight.check(ofBytes, bytes, PIECEWISE_LINEAR).findings())
        .noneSatisfy(finding -> assertThat(finding.name()).isEqualTo("pixel-range"));
  }

  @Test
  void check_roundedLogits_haveNoGradient() {
    float[] weights = new float[10 * 784];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    GraphBuilder builder = new GraphBuilder("image", List.of(1, 28, 28));
    String logits = builder.dense(builder.flatten("image"), "dense");
    Graph graph =
        builder.build(
            builder.node("Round", Attributes.NONE, logits),
            Map.of(
                "dense.weight", Constant.of(weights, 10, 784),
                "dense.bias", Constant.of(new float[10], 10)));
    try (TorchClassifier rounded = open(graph)) {
      assertNoticed(rounded, MIXED, "zero-gradient", Severity.WARNING);
    }
  }

  @Test
  void check_twoClassesThatAreTheSame_areNotedAndNoWarning() {
    try (TorchClassifier twins = open(dense(2))) {
      assertNoticed(twins, PIECEWISE_LINEAR, "parallel-classes", Severity.INFO);
      assertThat(Preflight.check(twins, images, PIECEWISE_LINEAR).findings())
          .extracting(Finding::name)
          .doesNotContain("zero-gradient");
    }
  }

  @Test
  void check_classesThatAreAllTheSame_haveNoGradient() {
    try (TorchClassifier same = open(dense(10))) {
      assertNoticed(same, PIECEWISE_LINEAR, "zero-gradient", Severity.WARNING);
    }
  }

  /** A dense layer whose first classes have one positive row of weights, the others random ones. */
  private static Graph dense(int same) {
    SplittableRandom random = new SplittableRandom(2);
    float[] weights = new float[10 * 784];
    float[] biases = new float[10];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i < same * 784 ? 1 + 0.01f * (i % 784) : (float) random.nextGaussian();
    }
    for (int i = 0; i < biases.length; i++) {
      biases[i] = -i;
    }
    GraphBuilder builder = new GraphBuilder("image", List.of(1, 28, 28));
    return builder.build(
        builder.dense(builder.flatten("image"), "dense"),
        Map.of(
            "dense.weight", Constant.of(weights, 10, 784),
            "dense.bias", Constant.of(biases, 10)));
  }

  @Test
  void check_logitsThatAreNoNumbers_areRefused() {
    assertRefused(behind(f -> Vectors.scale(Double.NaN, f)), "not-finite");
  }

  @Test
  void check_sameLogitsForEveryImage_areRefused() {
    assertRefused(behind(f -> new double[f.length]), "constant-output");
  }

  @Test
  void check_imagesOnOneLevelSet_areNotTakenForConstantLogits() {
    double[] image = images.pixels(0);
    // The corner of a picture is black, that of noise is not.
    Classifier equalOnPictures = new Altered(relu, x -> x[0] < 0.01 ? image : x, f -> f);

    assertThat(Preflight.check(equalOnPictures, images, null).findings())
        .noneMatch(finding -> finding.name().equals("constant-output"));
  }

  @Test
  void check_logitsThatDependOnTheBatch_areRefused() {
    Classifier mixing =
        new Altered(relu, x -> x, f -> f) {
          @Override
          public double[][] logits(double[][] points) {
            double[][] logits = super.logits(points);
            double mean = Arrays.stream(logits).mapToDouble(row -> row[0]).average().orElseThrow();
            for (double[] row : logits) {
              row[0] -= mean;
            }
            return logits;
          }
        };
    assertRefused(mixing, "batch-dependent");
  }

  @Test
  void documentation_namesWhatOtherPartsNotice() {
    for (String name :
        List.of(
            "output-shape",
            "softmax-removed",
            "fixed-batch",
            "input-output",
            "channel-order",
            "quantisation")) {
      assertThat(DOCUMENTATION).content().contains("### `" + name + "`");
    }
  }

  private Classifier behind(UnaryOperator<double[]> after) {
    return new Altered(relu, x -> x, after);
  }

  private static double[] softmax(double[] logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double[] powers = Arrays.stream(logits).map(value -> Math.exp(value - largest)).toArray();
    return Vectors.scale(1 / Arrays.stream(powers).sum(), powers);
  }

  /** Another classifier with something done to its images and logits; derivatives are its own. */
  private static class Altered implements Classifier {

    private final Classifier inner;
    private final UnaryOperator<double[]> before;
    private final UnaryOperator<double[]> after;

    Altered(Classifier inner, UnaryOperator<double[]> before, UnaryOperator<double[]> after) {
      this.inner = inner;
      this.before = before;
      this.after = after;
    }

    @Override
    public int dimension() {
      return inner.dimension();
    }

    @Override
    public int classes() {
      return inner.classes();
    }

    private double[][] before(double[][] points) {
      return Arrays.stream(points).map(before).toArray(double[][]::new);
    }

    @Override
    public double[][] logits(double[][] points) {
      return Arrays.stream(inner.logits(before(points))).map(after).toArray(double[][]::new);
    }

    @Override
    public Linearization[] linearize(double[][] points, LogitCombination[][] functions) {
      return inner.linearize(before(points), functions);
    }

    @Override
    public boolean twiceDifferentiable() {
      return true;
    }

    @Override
    public double[][] hessianVectorProducts(
        double[][] points, LogitCombination[] functions, double[][] vectors) {
      return inner.hessianVectorProducts(before(points), functions, vectors);
    }
  }
}
