package io.separatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.cli.command.Separatrix;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Interruption;
import io.separatrix.cli.terminal.Remedies;
import io.separatrix.cli.terminal.UnderWay;
import io.separatrix.data.DataException;
import io.separatrix.data.DataRemedy;
import io.separatrix.experiment.ExperimentRemedy;
import io.separatrix.experiment.model.ModelOptionRemedy;
import io.separatrix.experiment.run.Finding;
import io.separatrix.experiment.run.RunFolderException;
import io.separatrix.experiment.run.RunRemedy;
import io.separatrix.network.ModelFormatException;
import io.separatrix.network.ModelRemedy;
import io.separatrix.studies.StudyRemedy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RemediesTest {

  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  static Stream<Enum<?>> remedies() {
    return Stream.<Enum<?>[]>of(
            DataRemedy.values(),
            ModelRemedy.values(),
            ModelOptionRemedy.values(),
            ExperimentRemedy.values(),
            RunRemedy.values(),
            StudyRemedy.values())
        .flatMap(Stream::of);
  }

  private static Set<String> optionsOfTheProgram() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Host host = new Host(nowhere, nowhere, false, List.of(), new Interruption(), new UnderWay());
    return Separatrix.commandLine(host).getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .flatMap(command -> command.options().stream())
        .flatMap(option -> Stream.of(option.names()))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("remedies")
  void of_everyRemedy_namesOptionsOfTheProgram(Enum<?> remedy) {
    String said = Remedies.of(new DataException("wrong", remedy)).orElseThrow();
    Set<String> options = optionsOfTheProgram();
    assertThat(OPTION.matcher(said).results().map(MatchResult::group)).allMatch(options::contains);
    assertThat(said).containsPattern("--[a-z]|'separatrix ");
  }

  @Test
  void of_severalRemedies_namesAll() {
    assertThat(
            Remedies.of(
                new RunFolderException("there", RunRemedy.ANOTHER_FOLDER, RunRemedy.OVERWRITE)))
        .get()
        .asString()
        .contains("--out", "--overwrite");
  }

  @Test
  void of_errorWithACauseThatKnows_asksTheCause() {
    RunFolderException cause = new RunFolderException("damaged", RunRemedy.OVERWRITE);
    assertThat(Remedies.of(new DataException("unreadable", cause)))
        .get()
        .asString()
        .contains("--o");
    assertThat(Remedies.of(new ModelFormatException("no model"))).isEmpty();
  }

  @Test
  void of_finding_mendsWhatIsDoubtfulOnly() {
    assertThat(Remedies.of(Finding.warning("pixel-range", "assumed")))
        .get()
        .asString()
        .contains("--range");
    assertThat(Remedies.of(Finding.info("pixel-range", "after trying both"))).isEmpty();
    assertThat(Remedies.of(Finding.warning("random-output", "dropout"))).isEmpty();
  }
}
