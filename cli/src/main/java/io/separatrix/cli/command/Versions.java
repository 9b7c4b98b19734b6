package io.separatrix.cli.command;

import io.separatrix.experiment.model.Engines;
import io.separatrix.experiment.run.Commit;
import io.separatrix.experiment.run.Environment;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.EngineInfo;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IVersionProvider;

/**
 * What {@code --version} prints: the software and its commit, and the device that {@code auto}
 * chooses.
 */
final class Versions implements IVersionProvider {

  @Override
  public String[] getVersion() {
    EngineInfo engine = Engines.find(null).info(DeviceName.AUTO);
    List<String> lines = new ArrayList<>();
    Environment.versions().forEach((name, version) -> lines.add(name + " " + version));
    lines.add(1, "commit " + Commit.of(Versions.class));
    lines.add("device " + engine.device() + ", " + engine.instructionSet());
    return lines.toArray(String[]::new);
  }
}
