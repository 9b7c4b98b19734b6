package io.separatrix.studies;

import io.separatrix.experiment.run.PackedDoubles;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.proof.SegmentProof;
import java.util.List;

/**
 * The proof of a path as the journal keeps it.
 *
 * @param anchors of the path, both ends included; none if it is not proved
 * @param segments the proofs between them, in order
 * @param enclosures parts of segments that were enclosed, those of failed attempts included
 */
public record PathProof(List<PackedDoubles> anchors, List<SegmentProof> segments, long enclosures) {

  /** Copies the lists. */
  public PathProof {
    anchors = List.copyOf(anchors);
    segments = List.copyOf(segments);
  }

  static PathProof of(ConvexPath path, List<SegmentProof> segments, long enclosures) {
    return new PathProof(
        path.anchors().stream().map(PackedDoubles::of).toList(), segments, enclosures);
  }

  static PathProof none(long enclosures) {
    return new PathProof(List.of(), List.of(), enclosures);
  }

  /** Whether every segment is proved. */
  public boolean proved() {
    return !segments.isEmpty() && segments.stream().allMatch(SegmentProof::proved);
  }

  /** The anchors, new. */
  List<double[]> points() {
    return anchors.stream().map(PackedDoubles::values).toList();
  }
}
