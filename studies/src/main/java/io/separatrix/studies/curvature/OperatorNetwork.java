package io.separatrix.studies.curvature;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.Artefact;
import io.separatrix.experiment.Numbers;
import io.separatrix.experiment.StudyContext;
import io.separatrix.geometry.Classifier;
import io.separatrix.network.Graph;
import io.separatrix.network.NetworkKind;
import io.separatrix.network.rewrite.SmoothSurrogate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The network whose Hessian a curvature operator takes: the experiment's own, or a smooth surrogate
 * of it that every study of the experiment shares.
 *
 * @param classifier the network
 * @param trust how far the surrogate can be trusted; null if it is the experiment's own network
 */
public record OperatorNetwork(Classifier classifier, Surrogate.@Nullable Trust trust) {

  /**
   * The choice of a surrogate.
   *
   * @param sharpness null to choose it by what the surrogate keeps
   */
  private record SurrogateChoice(@Nullable Double sharpness) implements Artefact<OperatorNetwork> {

    @Override
    public OperatorNetwork find(StudyContext context) {
      Graph graph = context.graph();
      if (graph == null) {
        throw new DataException(
            context.model().name()
                + ": expected a network whose operators are seen, to make a surrogate of, found a"
                + " program; take the operator gradient or gaussian");
      }
      // More images than a small run has, so that what is kept is known.
      Images own = context.images();
      Images tried = Images.of(own.data(), own.range(), 0, Integer.MAX_VALUE);
      Surrogate surrogate =
          sharpness == null
              ? Surrogate.choose(graph, context, tried)
              : Surrogate.of(graph, sharpness, context, tried);
      note(surrogate.trust(), SmoothSurrogate.remainingKinks(graph), context);
      return new OperatorNetwork(context.accounted(surrogate.classifier()), surrogate.trust());
    }

    private static void note(Surrogate.Trust trust, Set<String> kinks, StudyContext context) {
      context.note(
          "surrogate: sharpness "
              + Numbers.shown(trust.sharpness())
              + " keeps "
              + Numbers.percent(trust.labelsKept())
              + " of "
              + trust.images()
              + " labels; median cosine of gradients "
              + Numbers.shown(trust.gradientCosine()));
      if (!kinks.isEmpty()) {
        context.note(
            "surrogate: the kinks of "
                + String.join(", ", kinks)
                + " stay as they are, so it says nothing of what they do; the operators gradient"
                + " and gaussian see them");
      }
    }
  }

  /** The network for some settings. */
  public static OperatorNetwork of(SpectrumSettings settings, StudyContext context) {
    if (settings.kind() == OperatorKind.EXACT && context.profile().kind() == NetworkKind.MIXED) {
      context.note(
          "operator exact: this network has kinks beside its curved operators; its exact Hessian is"
              + " that of the curved operators alone");
    }
    return settings.kind().onSurrogate()
        ? context.artefact(new SurrogateChoice(settings.sharpness()))
        : new OperatorNetwork(context.classifier(), null);
  }
}
