package io.separatrix.experiment;

import io.separatrix.data.Images;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.network.Graph;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.engine.RunningNetwork;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment is put together from.
 *
 * @param classifier the network; the experiment asks the listener before each call of it
 * @param model its description
 * @param data the description of the images
 * @param images the experiment's part of the data set
 * @param profile what the network is made of
 * @param findings what the checks noticed
 * @param lanes items that the engine evaluates well side by side
 * @param graph its operators; null if they cannot be seen
 * @param siblings opens a network made from that graph on the same engine
 * @param closing closes the network
 */
record ExperimentParts(
    TimedClassifier classifier,
    ModelCard model,
    DataCard data,
    Images images,
    GraphProfile profile,
    List<Finding> findings,
    int lanes,
    @Nullable Graph graph,
    Function<Graph, RunningNetwork> siblings,
    Runnable closing,
    long seed,
    Shard shard,
    RunListener listener) {}
