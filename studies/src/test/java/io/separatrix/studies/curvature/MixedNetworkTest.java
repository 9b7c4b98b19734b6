package io.separatrix.studies.curvature;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.data.ImageShape;
import io.separatrix.data.Images;
import io.separatrix.data.PixelRange;
import io.separatrix.experiment.Experiment;
import io.separatrix.experiment.check.NoiseImages;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.model.Models;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.Manifest;
import io.separatrix.experiment.run.RunFolder;
import io.separatrix.experiment.run.Session;
import io.separatrix.network.Attributes;
import io.separatrix.network.Constant;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphBuilder;
import io.separatrix.network.NetworkKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ReLU and max pooling beside local response normalisation, as in CaffeNet and GoogLeNet. */
class MixedNetworkTest {

  private static final int POINTS = 2;
  private static final Graph GRAPH = new LrnNet().graph();
  private static final Images IMAGES =
      Images.of(new NoiseImages(new ImageShape(3, 32, 32), 40), PixelRange.UNIT, 0, POINTS);

  @TempDir private Path folder = Path.of("");

  /** Three times 32 x 32 pixels to ten logits, random weights. */
  private static final class LrnNet {
    private final SplittableRandom random = new SplittableRandom(5);
    private final Map<String, Constant> weights = new HashMap<>();

    Graph graph() {
      GraphBuilder builder = new GraphBuilder("image", List.of(3, 32, 32));
      String x = block(builder, "image", "conv1", 3, 12);
      x = block(builder, x, "conv2", 12, 16);
      layer("dense", 10, 16 * 8 * 8);
      return builder.build(builder.dense(builder.flatten(x), "dense"), weights);
    }

    private String block(GraphBuilder builder, String x, String name, int in, int out) {
      layer(name, out, in, 3, 3);
      String pooled = builder.pool("MaxPool", builder.relu(builder.conv(x, name, 3, 1)), 2, 2, 0);
      Attributes normalisation =
          Attributes.NONE.with("size", 5L).with("alpha", 1e-4f).with("beta", 0.75f);
      return builder.node("LRN", normalisation, pooled);
    }

    private void layer(String name, long... shape) {
      int size = 1;
      for (long extent : shape) {
        size *= (int) extent;
      }
      double[] values = new double[size];
      double deviation = Math.sqrt(2.0 * shape[0] / size);
      for (int i = 0; i < size; i++) {
        values[i] = deviation * random.nextGaussian();
      }
      weights.put(name + ".weight", Constant.of(values, shape));
      weights.put(name + ".bias", Constant.of(new double[(int) shape[0]], shape[0]));
    }
  }

  /** Each in an experiment of its own, so that nothing is handed over. */
  private CurvatureStudy.Summary curvature(String name, OperatorKind kind) {
    try (Experiment experiment = experiment()) {
      return curvature(name, kind, experiment);
    }
  }

  private static Experiment experiment() {
    Model model = Models.of("lrn-net", GRAPH, PixelRange.UNIT);
    return Experiment.of(model).data(IMAGES.data()).limit(POINTS).open();
  }

  private CurvatureStudy.Summary curvature(String name, OperatorKind kind, Experiment experiment) {
    Manifest manifest =
        Manifest.starting(
            "curvature",
            Map.of(),
            1,
            experiment.model(),
            experiment.data(),
            experiment.findings(),
            Session.starting(List.of("test"), Map.of(), Instant.EPOCH));
    try (RunFolder run =
        RunFolder.start(folder.resolve(name), RunFolder.Existing.REFUSE, manifest)) {
      experiment.keepIn(run);
      CurvatureStudy.Summary summary =
          experiment.run(new CurvatureStudy(SpectrumSettings.fast(kind), POINTS, 0)).summary();
      List<Finding> findings = requireNonNull(run.manifest().findings());
      assertThat(findings.isEmpty()).isEqualTo(summary.agreement().agrees());
      assertThat(run.readText("run.json").contains(OperatorAgreement.FINDING))
          .isEqualTo(!summary.agreement().agrees());
      return summary;
    }
  }

  @Test
  void reluPoolingAndNormalisation_takesTheSurrogateWhichTheNetworkConfirms() {
    try (Experiment experiment = experiment()) {
      assertThat(experiment.profile().kind()).isEqualTo(NetworkKind.MIXED);
    }
    assertThat(OperatorKind.of(NetworkKind.MIXED)).isEqualTo(OperatorKind.SURROGATE);

    CurvatureStudy.Summary exact = curvature("exact", OperatorKind.EXACT);
    CurvatureStudy.Summary smoothed = curvature("surrogate", OperatorKind.SURROGATE);

    double own = smoothed.agreement().networkMean();
    assertThat(exact.agreement().networkMean()).isEqualTo(own);
    assertThat(Math.abs(exact.agreement().operatorMean())).isLessThan(1e-3 * Math.abs(own));
    assertThat(exact.agreement().agrees()).isFalse();
    assertThat(smoothed.agreement().operatorMean() / own).isBetween(0.2, 5.0);
    assertThat(smoothed.agreement().agrees()).isTrue();
  }
}
