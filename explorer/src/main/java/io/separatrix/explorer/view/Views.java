package io.separatrix.explorer.view;

import io.separatrix.explorer.job.Turns;
import io.separatrix.studies.detection.CalibrationFile;
import org.jspecify.annotations.Nullable;

/** The views of one network. */
public final class Views {

  private final Explored network;
  private final Pictured pictured;
  private final Directions directions;
  private final Planes planes;
  private final ImagesView images;
  private final BoundaryView boundary;
  private final PathView path;
  private final CurvatureView curvature;
  private final DetectorView detector;

  /**
   * @param turns on the network's engine
   * @param detector of perturbations of its images; null to calibrate one where it is needed
   */
  public Views(Explored network, Turns turns, @Nullable CalibrationFile detector) {
    this.network = network;
    this.pictured = new Pictured(network.experiment());
    this.directions = new Directions(network);
    Boundaries boundaries = directions.boundaries();
    this.planes = new Planes(network, directions);
    this.images = new ImagesView(network, boundaries);
    this.boundary = new BoundaryView(network, boundaries, pictured);
    this.path = new PathView(network, boundaries, pictured, turns);
    this.curvature = new CurvatureView(network, directions.curvatures(), pictured);
    this.detector = new DetectorView(network, boundaries, pictured, detector);
  }

  public Explored network() {
    return network;
  }

  public Pictured pictured() {
    return pictured;
  }

  public Boundaries boundaries() {
    return directions.boundaries();
  }

  public Planes planes() {
    return planes;
  }

  public ImagesView images() {
    return images;
  }

  public BoundaryView boundary() {
    return boundary;
  }

  public PathView path() {
    return path;
  }

  public CurvatureView curvature() {
    return curvature;
  }

  public DetectorView detector() {
    return detector;
  }

  /**
   * What there is to see at a point.
   *
   * @param point length d; not modified
   * @param x from which its distance is taken; not modified
   */
  public Look look(double[] point, double[] x) {
    return Look.at(point, x, network.logits(new double[][] {point})[0], network, pictured);
  }
}
