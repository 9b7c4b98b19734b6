package io.separatrix.studies.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.experiment.run.Finding;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorAgreementTest {

  private static List<MeanCurvatureEstimate> tenTimes(double value, double standardError) {
    return Collections.nCopies(10, new MeanCurvatureEstimate(value, standardError, 64, 0));
  }

  private static boolean agrees(double operator, double network, double standardError) {
    return OperatorAgreement.of(tenTimes(operator, 0), tenTimes(network, standardError), 0.2)
        .agrees();
  }

  @Test
  void of_oneSignAndSize_agrees() {
    assertThat(agrees(0.12, 0.1, 0.001)).isTrue();
    assertThat(agrees(0.49, 0.1, 0.001)).isTrue();
    assertThat(agrees(-0.1, -0.03, 0.001)).isTrue();
  }

  @Test
  void of_anotherSignOrAFactorAboveFive_isAFindingWithAName() {
    assertThat(agrees(-0.1, 0.1, 0.001)).isFalse();
    assertThat(agrees(0.51, 0.1, 0.001)).isFalse();
    assertThat(agrees(7.5e-7, 6.3e-4, 1e-6)).isFalse();
    assertThat(agrees(0, 0.1, 0.001)).isFalse();
    Finding finding =
        OperatorAgreement.of(tenTimes(7.5e-7, 0), tenTimes(6.3e-4, 1e-6), 42.65).finding("exact");
    assertThat(finding).isNotNull();
    assertThat(finding.name()).isEqualTo("operator-disagrees");
    assertThat(finding.message()).contains("exact", "7.5e-07", "0.00063", "42.6");
  }

  @Test
  void of_differenceWithinTheSamplingError_isNoFinding() {
    assertThat(agrees(-0.1, 0.1, 0.3)).isTrue();
    assertThat(agrees(0, 0, 0)).isTrue();
  }

  @Test
  void of_differenceWithinRounding_isNoFinding() {
    List<MeanCurvatureEstimate> rounding =
        Collections.nCopies(10, new MeanCurvatureEstimate(-4.7, 0.1, 64, 8));
    assertThat(OperatorAgreement.of(tenTimes(0, 0), rounding, 0.001).agrees()).isTrue();
  }

  @Test
  void of_noPoints_saysSo() {
    OperatorAgreement none = OperatorAgreement.of(List.of(), List.of(), Double.NaN);
    assertThat(none.agrees()).isTrue();
    assertThat(none.sentence("surrogate")).contains("No boundary point");
  }
}
