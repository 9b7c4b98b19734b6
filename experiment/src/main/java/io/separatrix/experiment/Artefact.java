package io.separatrix.experiment;

/**
 * Something that several studies of an experiment rest on, such as the nearest boundary points. The
 * experiment finds it once and hands it to all of them; artefacts that are equal are one, so an
 * artefact is a record of what it depends on.
 *
 * @param <V> its type; if it is {@link AutoCloseable}, the experiment closes it
 */
public interface Artefact<V> {

  /**
   * Finds it.
   *
   * @param context of the whole experiment: its own network and images
   * @return what was found
   */
  V find(StudyContext context);
}
