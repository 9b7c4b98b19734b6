package io.separatrix.explorer.view;

import io.separatrix.data.DataException;
import io.separatrix.data.Images;
import io.separatrix.experiment.Experiment;
import io.separatrix.geometry.curvature.SharedDirections;
import io.separatrix.studies.curvature.DirectionsStudy;
import io.separatrix.studies.curvature.OperatorKind;
import io.separatrix.studies.curvature.SpectrumSettings;

/** The directions u_i that many boundary points share, found when first asked for. */
final class SharedSpace {

  /** Training images whose boundary points they rest on; the paper's 100 take minutes. */
  private static final int TRAINING = 24;

  private static final int DIMENSIONS = 50;

  private final Explored network;

  SharedSpace(Explored network) {
    this.network = network;
  }

  /**
   * u_i.
   *
   * @param number i, from 1
   */
  double[] direction(int number) {
    SharedDirections shared = found();
    if (number > shared.basis().length) {
      throw new DataException(
          "shared direction: expected one of the "
              + shared.basis().length
              + " that were found, found "
              + number);
    }
    return shared.basis()[number - 1];
  }

  private SharedDirections found() {
    Experiment experiment = network.experiment();
    return network.remembered(
        "shared",
        shared -> (long) Double.BYTES * shared.basis().length * shared.basis()[0].length,
        () -> {
          Images training = experiment.training(TRAINING);
          OperatorKind kind =
              experiment.graph() == null
                  ? OperatorKind.GRADIENT
                  : OperatorKind.of(experiment.profile().kind());
          return experiment
              .run(new DirectionsStudy(SpectrumSettings.fast(kind), DIMENSIONS, training, 1))
              .shared();
        });
  }
}
