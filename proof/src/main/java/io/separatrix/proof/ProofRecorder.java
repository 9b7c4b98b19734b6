package io.separatrix.proof;

import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.SegmentCertifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proves the segments of a path search and keeps the proofs, so that the path that comes out needs
 * no second one. For one search on one thread.
 */
public final class ProofRecorder implements SegmentCertifier {

  private final NetworkProver prover;
  private final List<Known> known = new ArrayList<>();

  private record Known(int label, double[] a, double[] b, SegmentProof proof) {}

  public ProofRecorder(NetworkProver prover) {
    this.prover = prover;
  }

  @Override
  public Verdict certify(int label, double[] a, double[] b) {
    return switch (proof(label, a, b).verdict()) {
      case PROVED -> Verdict.PROVED;
      case LEAVES -> Verdict.LEAVES;
      case UNDETERMINED -> Verdict.UNDETERMINED;
    };
  }

  /** The proofs of a path's segments, in order; those that are not known yet are tried. */
  public List<SegmentProof> proofs(int label, ConvexPath path) {
    List<SegmentProof> proofs = new ArrayList<>();
    for (int i = 0; i + 1 < path.anchors().size(); i++) {
      proofs.add(proof(label, path.anchors().get(i), path.anchors().get(i + 1)));
    }
    return proofs;
  }

  /** Parts enclosed in all proofs. */
  public long enclosures() {
    return known.stream().mapToLong(each -> each.proof().enclosures()).sum();
  }

  private SegmentProof proof(int label, double[] a, double[] b) {
    for (Known each : known) {
      if (each.label() == label && Arrays.equals(each.a(), a) && Arrays.equals(each.b(), b)) {
        return each.proof();
      }
    }
    SegmentProof proof = prover.prove(a, b, label);
    known.add(new Known(label, a.clone(), b.clone(), proof));
    return proof;
  }
}
