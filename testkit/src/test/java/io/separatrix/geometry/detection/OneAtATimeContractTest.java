package io.separatrix.geometry.detection;

import io.separatrix.geometry.Classifier;
import io.separatrix.testkit.ClassifierContract;
import io.separatrix.testkit.Ellipsoid;

/** A classifier that lets one call in at a time is a classifier. */
class OneAtATimeContractTest implements ClassifierContract {

  @Override
  public Classifier classifier() {
    return new PerturbationDetector.OneAtATime(new Ellipsoid(new double[] {1, 2, 3}).classifier());
  }
}
