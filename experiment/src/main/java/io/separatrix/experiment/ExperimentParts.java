package io.separatrix.experiment;

import io.separatrix.data.Images;
import io.separatrix.experiment.model.Model;
import io.separatrix.experiment.run.DataCard;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.ItemSelection;
import io.separatrix.experiment.run.Journals;
import io.separatrix.experiment.run.ModelCard;
import io.separatrix.geometry.TimedClassifier;
import io.separatrix.network.GraphProfile;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import java.util.List;

/**
 * What an experiment is put together from.
 *
 * @param model as it was read
 * @param running the model on its engine; the experiment closes it
 * @param options how the engine was asked to run it
 * @param classifier the same, with an account of its time, stopping when the listener wants
 * @param modelCard its description
 * @param data the description of the images
 * @param images the experiment's part of the data set
 * @param training images that it does not measure on
 * @param profile what the network is made of
 * @param findings what the checks noticed
 * @param savesPoints whether studies keep all points that they find
 */
record ExperimentParts(
    Model model,
    RunningNetwork running,
    EngineOptions options,
    TimedClassifier classifier,
    ModelCard modelCard,
    DataCard data,
    Images images,
    TrainingImages training,
    GraphProfile profile,
    List<Finding> findings,
    long seed,
    ItemSelection items,
    Journals journals,
    boolean savesPoints,
    RunListener listener) {}
