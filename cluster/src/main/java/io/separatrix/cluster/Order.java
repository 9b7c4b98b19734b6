package io.separatrix.cluster;

import io.separatrix.experiment.run.PassLines;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * What every task of a run is told.
 *
 * @param application of Spark, which an executor knows a run by
 * @param arguments of the command line, the program first, paths absolute
 * @param modelHash of the model's files
 * @param dataHash of the images
 * @param folder of the run, where the driver has it
 * @param finished items by round, those of this session's start first
 */
record Order(
    String application,
    List<String> arguments,
    String modelHash,
    String dataHash,
    String folder,
    List<Broadcast<ArrayList<PassLines>>> finished)
    implements Serializable {}
