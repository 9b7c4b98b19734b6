package io.separatrix.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.Graph;
import io.separatrix.proof.enclosure.Rounding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CertificateTest {

  private static final String MODEL = "ab".repeat(32);

  /** f = (x0 + x1, x2). */
  private static final Graph NETWORK =
      TinyNetworks.affine(new double[][] {{1, 1, 0}, {0, 0, 1}}, 0, 0);

  private static Certificate certificate(Rounding rounding) {
    NetworkProver prover = NetworkProver.of(NETWORK, rounding);
    List<double[]> anchors =
        List.of(new double[] {1, 2, 0.1}, new double[] {3, -1, 1.5}, new double[] {1, 1, 1});
    List<SegmentProof> proofs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      proofs.add(prover.prove(anchors.get(i), anchors.get(i + 1), 0));
    }
    return Certificate.of("1.0.0", MODEL, Map.of(), prover, 0, anchors, proofs);
  }

  private static void check(Certificate certificate) {
    CertificateChecker.check(certificate, MODEL, Map.of(), NETWORK);
  }

  @Test
  void write_readAgain_isTheSame(@TempDir Path folder) throws IOException {
    Certificate certificate = certificate(Rounding.RIGOROUS);
    Path file = folder.resolve("c.json");
    certificate.write(file);
    Certificate read = Certificate.read(file);
    assertThat(read.toJson()).isEqualTo(certificate.toJson());
    assertThat(read.anchors().get(0)).containsExactly(1, 2, 0.1);
    assertThat(read.leaves()).isEqualTo(certificate.leaves());
  }

  @Test
  void of_neglected_saysThatItIsNoProof() {
    Certificate certificate = certificate(Rounding.NEGLECTED);
    assertThat(certificate.rounding()).isEqualTo("neglected");
    assertThat(certificate.statement()).startsWith("No proof");
    assertThat(certificate(Rounding.RIGOROUS).statement()).doesNotContain("No proof");
  }

  @Test
  void of_segmentThatIsNotProved_isRefused() {
    NetworkProver prover = NetworkProver.of(NETWORK, Rounding.RIGOROUS);
    List<double[]> anchors = List.of(new double[] {1, 0, 0}, new double[] {-1, 0, 0});
    SegmentProof proof = prover.prove(anchors.get(0), anchors.get(1), 0);
    assertThatThrownBy(
            () -> Certificate.of("1", MODEL, Map.of(), prover, 0, anchors, List.of(proof)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void check_itsOwnCertificates_accepts() {
    assertThatCode(() -> check(certificate(Rounding.RIGOROUS))).doesNotThrowAnyException();
    assertThatCode(() -> check(certificate(Rounding.NEGLECTED))).doesNotThrowAnyException();
  }

  static Stream<Arguments> doctored() {
    String leaf = "\\{\"segment\":0,\"low\":0.5,\"high\":0.53125,\"bound\":([^}]*)\\}";
    return Stream.of(
        Arguments.of("another version", "\"certificate\":1", "\"certificate\":2"),
        Arguments.of("another model", MODEL, "ac".repeat(32)),
        Arguments.of("another label", "\"label\":0", "\"label\":1"),
        Arguments.of("no such label", "\"label\":0", "\"label\":2"),
        Arguments.of("other classes", "\"classes\":2", "\"classes\":3"),
        Arguments.of("another shape", "\\[3,1,1\\]", "[1,3,1]"),
        Arguments.of("an anchor outside", "\\[3.0,-1.0,1.5\\]", "[3.0,-1.0,2.5]"),
        Arguments.of("an anchor too short", "\\[3.0,-1.0,1.5\\]", "[3.0,-1.0]"),
        Arguments.of("a leaf missing", leaf + ",", ""),
        Arguments.of("a leaf twice", leaf, "$0,$0"),
        Arguments.of("a gap", "\"high\":0.53125", "\"high\":0.515625"),
        Arguments.of("no dyadic end", "\"low\":0.5,\"high\":0.53125", "\"low\":0.5,\"high\":0.52"),
        Arguments.of("a bound too large", leaf, leaf("9.9")),
        Arguments.of("a bound of 0", leaf, leaf("0.0")),
        Arguments.of("another mode", "rigorous", "certain"),
        Arguments.of("another segment", "\"segment\":1,\"low\":0.0", "\"segment\":2,\"low\":0.0"),
        Arguments.of("an unknown key", "\"label\":0", "\"label\":0,\"more\":1"),
        Arguments.of("a key twice", "\"label\":0", "\"label\":0,\"label\":0"),
        Arguments.of("no label", "\"label\":0,", ""),
        Arguments.of("a label in quotes", "\"label\":0", "\"label\":\"0\""),
        Arguments.of("half a label", "\"label\":0", "\"label\":0.5"),
        Arguments.of("more behind it", "\\n$", " {}"));
  }

  private static String leaf(String bound) {
    return "{\"segment\":0,\"low\":0.5,\"high\":0.53125,\"bound\":" + bound + "}";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doctored")
  void check_doctored_refuses(String name, String from, String to) {
    String text = certificate(Rounding.RIGOROUS).toJson();
    String changed = text.replaceFirst(from, to);
    assertThat(changed).isNotEqualTo(text);
    assertThatThrownBy(() -> check(Certificate.fromJson(changed)))
        .isInstanceOf(InvalidCertificateException.class);
  }

  @Test
  void check_otherWeights_refuses() {
    Graph other = TinyNetworks.affine(new double[][] {{1, -1, 0}, {0, 0, 1}}, 0, 0);
    Certificate certificate = certificate(Rounding.RIGOROUS);
    assertThatThrownBy(() -> CertificateChecker.check(certificate, MODEL, Map.of(), other))
        .isInstanceOf(InvalidCertificateException.class)
        .hasMessageContaining("bound of the leaf");
    assertThatThrownBy(
            () -> CertificateChecker.check(certificate, MODEL, Map.of("w.data", "00"), NETWORK))
        .isInstanceOf(InvalidCertificateException.class);
  }
}
