package io.separatrix.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A data set with something done to its pixels; everything else is the other's. */
abstract class AlteredImages implements Dataset {

  private final Dataset data;

  AlteredImages(Dataset data) {
    this.data = data;
  }

  /** What was altered. */
  final Dataset data() {
    return data;
  }

  /** What is done, for people. */
  abstract String alteration();

  @Override
  public String name() {
    return data.name();
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public ImageShape shape() {
    return data.shape();
  }

  @Override
  public OptionalInt label(int index) {
    return data.label(index);
  }

  @Override
  public String id(int index) {
    return data.id(index);
  }

  @Override
  public List<String> classNames() {
    return data.classNames();
  }

  @Override
  public String sha256() {
    return data.sha256();
  }

  @Override
  public String preprocessing() {
    return (data.preprocessing().equals("none") ? "" : data.preprocessing() + "; ") + alteration();
  }

  @Override
  public List<String> notes() {
    return data.notes();
  }

  @Override
  public String scaling(PixelRange range) {
    return data.scaling(range);
  }

  @Override
  public Optional<PixelRange> storedRange() {
    return data.storedRange();
  }
}
