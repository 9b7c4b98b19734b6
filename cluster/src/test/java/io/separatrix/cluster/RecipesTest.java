package io.separatrix.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes for schedulers. */
class RecipesTest {

  private static final Path RECIPES = Path.of("recipes").toAbsolutePath();

  /** Nearest boundary points, and what rests on them: two rounds. */
  private static final List<String> COMMAND =
      List.of(
          "asymmetry",
          "--model",
          "lenet-fashion",
          "--data",
          "fashion-mnist-sample",
          "--limit",
          "4");

  @TempDir private Path folder = Path.of("");

  @Test
  void rounds_shardsOfEachRound_endAsOneRun() throws Exception {
    Path program = program();
    List<String> rounds = new ArrayList<>(List.of("sh", RECIPES.resolve("rounds.sh").toString()));
    rounds.addAll(List.of(folder.resolve("run").toString(), "2"));
    rounds.addAll(COMMAND);
    run(rounds, program);
    List<String> whole = new ArrayList<>(List.of(program.toString()));
    whole.addAll(COMMAND);
    whole.addAll(List.of("--out", folder.resolve("one").toString(), "-q"));
    run(whole, program);

    for (String file : List.of("summary.json", "samples.csv")) {
      assertThat(folder.resolve("run/whole").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
  }

  /** Every field is one that Kubernetes knows, and as many shards are asked for as are run. */
  @Test
  void job_isAnIndexedJobOfAsManyPodsAsShards() throws IOException {
    ObjectMapper strict =
        new ObjectMapper(new YAMLFactory())
            .setAnnotationIntrospector(
                new JacksonAnnotationIntrospector() {
                  @Override
                  public Boolean hasAnySetter(Annotated type) {
                    return false; // where the model would put fields that it does not know
                  }
                })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    Job job = strict.readValue(RECIPES.resolve("separatrix-job.yaml").toFile(), Job.class);
    assertThat(job.getApiVersion()).isEqualTo("batch/v1");
    assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
    var pod = job.getSpec().getTemplate().getSpec();
    assertThat(pod.getContainers()).hasSize(1);
    assertThat(String.join(" ", pod.getContainers().get(0).getCommand()))
        .contains("--shard \"$i/" + job.getSpec().getCompletions() + "\"");
    assertThat(pod.getContainers().get(0).getVolumeMounts().get(0).getName())
        .isEqualTo(pod.getVolumes().get(0).getName());
  }

  @Test
  void shellScripts_parse() throws Exception {
    for (String script : List.of("rounds.sh", "separatrix.slurm")) {
      run(List.of("sh", "-n", RECIPES.resolve(script).toString()), Path.of("sh"));
    }
  }

  /** The program as a file that can be run. */
  private Path program() throws IOException {
    Path program = folder.resolve("separatrix");
    Files.writeString(
        program,
        "#!/bin/sh\nexec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.awt.headless=true -cp '"
            + System.getProperty("java.class.path")
            + "' io.separatrix.cli.Main \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private void run(List<String> command, Path program) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("SEPARATRIX", program.toString());
    Path log = folder.resolve("log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    assertThat(builder.start().waitFor()).as(() -> read(log)).isZero();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
