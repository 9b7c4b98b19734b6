package io.separatrix.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.separatrix.network.Graph;
import io.separatrix.network.engine.DeviceName;
import io.separatrix.network.engine.DeviceNotAvailableException;
import io.separatrix.network.engine.Engine;
import io.separatrix.network.engine.EngineInfo;
import io.separatrix.network.engine.EngineOptions;
import io.separatrix.network.engine.RunningNetwork;
import io.separatrix.testkit.Fashion;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {

  private static final String SERVICE = "META-INF/services/" + Engine.class.getName();

  private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

  /** Another engine, which runs every graph as the classifier by the nearest mean. */
  public static final class Nearest implements Engine {

    @Override
    public String name() {
      return "nearest";
    }

    @Override
    public EngineInfo info(DeviceName device) {
      return new EngineInfo(name(), "1", "cpu", 1, "none");
    }

    @Override
    public RunningNetwork open(Graph graph, EngineOptions options) {
      return new RunningClassifier(Fashion.classifier(), options);
    }
  }

  @AfterEach
  void restoreClassPath() throws IOException {
    ClassLoader used = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    if (used instanceof URLClassLoader ours && used != loader) {
      ours.close();
    }
  }

  private void addNearest(Path folder) throws IOException {
    Path file = folder.resolve(SERVICE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, Nearest.class.getName());
    URL[] more = {folder.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(more, loader));
  }

  @Test
  void find_noName_isTheShippedEngine() {
    assertThat(Engines.find(null).name()).isEqualTo("torch");
    assertThat(Engines.find("torch").info(DeviceName.CPU).device()).isEqualTo("cpu");
  }

  @Test
  void find_secondEngine_takesPartByItsName(@TempDir Path folder) throws IOException {
    addNearest(folder);
    assertThat(Engines.all()).extracting(Engine::name).containsExactly("torch", "nearest");
    Model model = Models.open("lenet-fashion", ModelOptions.DEFAULT.withEngine("nearest"));
    try (RunningNetwork network = model.open(EngineOptions.DEFAULT)) {
      double[][] point = {new double[network.dimension()]};
      assertThat(network.logits(point)).isDeepEqualTo(Fashion.classifier().logits(point));
    }
  }

  @Test
  void find_twoEnginesAndNoName_saysBoth(@TempDir Path folder) throws IOException {
    addNearest(folder);
    assertThatThrownBy(() -> Engines.find(null))
        .isInstanceOf(DeviceNotAvailableException.class)
        .hasMessageContaining("expected one engine")
        .hasMessageContaining("found torch, nearest");
  }

  @Test
  void find_unknownName_saysWhatIsThere() {
    assertThatThrownBy(() -> Engines.find("abacus"))
        .isInstanceOf(DeviceNotAvailableException.class)
        .hasMessageContaining("called abacus")
        .hasMessageContaining("found torch");
  }

  @Test
  void find_noEngine_isRefusedButModelsAreRead() {
    Thread.currentThread()
        .setContextClassLoader(
            new ClassLoader(loader) {
              @Override
              public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals(SERVICE)
                    ? Collections.emptyEnumeration()
                    : super.getResources(name);
              }
            });
    Model model = Models.open("lenet-fashion");
    assertThat(model.graph()).isNotNull();
    assertThatThrownBy(() -> model.open(EngineOptions.DEFAULT))
        .isInstanceOf(DeviceNotAvailableException.class)
        .hasMessageContaining("expected one engine on the class path")
        .hasMessageContaining("found none");
  }

  @Test
  void openBatch_engineThatDoesNotKnowHow_leavesTheGraph() {
    Graph graph = Models.open("lenet-fashion").network().graph();
    assertThat(graph).isNotNull();
    Engine engine = new Nearest();
    assertThat(engine.openBatch(graph).failure()).isNull();
    assertThat(engine.openBatch(graph.withBatch(3)).graph().batch()).isEqualTo(3);
    assertThat(engine.openBatch(graph.withBatch(3)).failure()).contains("nearest");
  }
}
