package io.separatrix.experiment.model;

import io.separatrix.network.engine.DeviceNotAvailableException;
import io.separatrix.network.engine.Engine;
import io.separatrix.network.training.TrainingEngine;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The engines on the class path, as the {@link ServiceLoader} of the thread's context class loader
 * finds them.
 */
public final class Engines {

  private Engines() {}

  /** {@return all of them, in the order of the class path} */
  public static List<Engine> all() {
    return ServiceLoader.load(Engine.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /**
   * The engine that trains.
   *
   * @return the one on the class path
   * @throws DeviceNotAvailableException if there is none, or several
   */
  public static TrainingEngine training() {
    List<TrainingEngine> all =
        ServiceLoader.load(TrainingEngine.class).stream().map(ServiceLoader.Provider::get).toList();
    if (all.size() != 1) {
      throw new DeviceNotAvailableException(
          "expected one engine that trains on the class path, such as separatrix-torch, found "
              + all.size());
    }
    return all.get(0);
  }

  /**
   * One engine.
   *
   * @param name {@link Engine#name()}; null for the only one that there is
   * @return the engine of this name
   * @throws DeviceNotAvailableException if there is none, none of this name, or several and no name
   */
  public static Engine find(@Nullable String name) {
    List<Engine> all = all();
    List<Engine> found =
        all.stream().filter(engine -> name == null || engine.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new DeviceNotAvailableException(
          "expected "
              + (name == null ? "one engine" : "one engine called " + name)
              + " on the class path, such as separatrix-torch, found "
              + (all.isEmpty()
                  ? "none"
                  : all.stream().map(Engine::name).collect(Collectors.joining(", "))));
    }
    return found.get(0);
  }
}
