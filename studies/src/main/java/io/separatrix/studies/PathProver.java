package io.separatrix.studies;

import static java.util.Objects.requireNonNull;

import io.separatrix.experiment.Artefact;
import io.separatrix.experiment.StudyContext;
import io.separatrix.experiment.model.StudiedFile;
import io.separatrix.experiment.run.Environment;
import io.separatrix.geometry.boundary.TargetedBoundary;
import io.separatrix.geometry.path.Connectivity;
import io.separatrix.geometry.path.ConvexPath;
import io.separatrix.geometry.path.FindPath;
import io.separatrix.geometry.path.PathResult;
import io.separatrix.network.Graph;
import io.separatrix.network.ModelFormatException;
import io.separatrix.proof.Certificate;
import io.separatrix.proof.NetworkProver;
import io.separatrix.proof.ProofOptions;
import io.separatrix.proof.ProofRecorder;
import io.separatrix.proof.enclosure.Rounding;
import io.separatrix.proof.enclosure.UnsupportedNetworkException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Searches for paths in the experiment's network and proves them.
 *
 * @param prover of the network as a function of real numbers
 * @param file that certificates name
 */
record PathProver(NetworkProver prover, StudiedFile file) {

  private record OfNetwork(Rounding rounding) implements Artefact<PathProver> {

    @Override
    public PathProver find(StudyContext context) {
      StudiedFile file = context.studiedFile();
      try {
        Graph graph = requireNonNull(context.graph(), "seen by its file");
        ProofOptions options = ProofOptions.DEFAULT.withThreads(context.threads());
        return new PathProver(NetworkProver.of(graph, rounding, options), file);
      } catch (UnsupportedNetworkException e) {
        throw new ModelFormatException(
            context.model().name() + ": nothing can be proved of it: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The prover of an experiment's network.
   *
   * @throws ModelFormatException if its operators cannot be seen, or one has no rule
   */
  static PathProver of(StudyContext context, Rounding rounding) {
    return context.artefact(new OfNetwork(rounding));
  }

  /**
   * A path that was searched for.
   *
   * @param proof of it; without segments where there is none
   */
  record Found(PathResult result, PathProof proof) {}

  /**
   * Searches, and proves what was found.
   *
   * @param search of the paths that this prover proves
   */
  Found find(Function<FindPath, PathResult> search) {
    ProofRecorder recorder = new ProofRecorder(prover);
    PathResult result =
        search.apply(FindPath.proving(TargetedBoundary::new, FindPath.Options.DEFAULT, recorder));
    ConvexPath path = result.path();
    if (path == null || result.verdict() != Connectivity.CONNECTED_WITH_PROOF) {
      return new Found(result, PathProof.none(recorder.enclosures()));
    }
    return new Found(
        result, PathProof.of(path, recorder.proofs(result.label(), path), recorder.enclosures()));
  }

  /** The certificate of a proof, as JSON. */
  String certificate(int label, PathProof proof) {
    List<double[]> anchors = proof.points();
    return Certificate.of(
            requireNonNull(Environment.versions().get("separatrix"), "a version"),
            file.sha256(),
            Map.of(),
            prover,
            label,
            anchors,
            proof.segments())
        .toJson();
  }

  /** The word for how rounding is taken. */
  static String word(Rounding rounding) {
    return rounding.name().toLowerCase(Locale.ROOT);
  }
}
