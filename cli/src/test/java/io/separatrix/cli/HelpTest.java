package io.separatrix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.separatrix.cli.command.Separatrix;
import io.separatrix.cli.terminal.ExitCode;
import io.separatrix.cli.terminal.Host;
import io.separatrix.cli.terminal.Interruption;
import io.separatrix.cli.terminal.UnderWay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the program says of itself. */
class HelpTest {

  /** The order in which headings stand, wherever they do. */
  private static final List<String> HEADINGS =
      List.of("Options:", "Model:", "Data:", "Computation:", "Run folder:", "Output:", "Messages:");

  /** An option in the list, by the last of its names; descriptions are moved in further. */
  private static final Pattern LISTED =
      Pattern.compile("(?m)^(?:  -\\w, |      )(?:--[\\w-]+, )?(--(?:\\[no-])?[\\w-]+)");

  @TempDir private Path folder = Path.of("");

  /** Every command with its parents, the program itself included. */
  static Stream<CommandLine> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Host host = new Host(nowhere, nowhere, false, List.of(), new Interruption(), new UnderWay());
    return below(Separatrix.commandLine(host));
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::below));
  }

  private static CommandRun help(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName() + " --help";
    return CommandRun.of(Arrays.stream(name.split(" ")).skip(1).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_everyCommand_hasEveryOptionUnderAHeadingInTheSameOrder(CommandLine command) {
    CommandRun run = help(command);
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    List<String> lines = run.out().lines().toList();
    List<String> headings = lines.stream().filter(HEADINGS::contains).toList();
    assertThat(headings)
        .startsWith("Options:")
        .doesNotHaveDuplicates()
        .isEqualTo(HEADINGS.stream().filter(headings::contains).toList());
    List<String> under =
        LISTED
            .matcher(run.out().substring(run.out().indexOf("Options:")))
            .results()
            .map(option -> option.group(1))
            .toList();
    List<String> expected = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        expected.add(option.longestName().replace("--flip", "--[no-]flip"));
      }
    }
    assertThat(under).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void help_ofACommand_isWhatTheOptionSays() {
    assertThat(CommandRun.of("help", "boundary").out())
        .contains("Nearest boundary points")
        .isEqualTo(CommandRun.of("boundary", "--help").out());
    assertThat(CommandRun.of("help").out()).isEqualTo(CommandRun.of("--help").out());
  }

  @Test
  void version_command_saysWhatTheOptionSays() {
    CommandRun run = CommandRun.of("version");
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .isEqualTo(CommandRun.of("--version").out())
        .containsPattern("(?m)^separatrix .+\\Rcommit .+\\Rjava .+\\Rlibtorch .+\\Rdevice .+");
  }

  @Test
  void completion_script_isForBashAndKnowsEveryCommand() throws Exception {
    CommandRun run = CommandRun.of("generate-completion");
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    commands()
        .map(command -> command.getCommandSpec().qualifiedName("_").replace("-", ""))
        .forEach(name -> assertThat(run.out()).contains("function _picocli_" + name + "()"));
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
    Path script = Files.writeString(folder.resolve("completion"), run.out());
    Process bash =
        new ProcessBuilder("/bin/bash", "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
  }

  @Test
  void main_optionGivenTwice_isRefusedAndNothingElseIsForgotten() throws IOException {
    CommandRun run =
        CommandRun.of(
            "predict",
            "--model",
            SmallModels.random(folder).toString(),
            "--data",
            "fashion-mnist-sample",
            "--limit",
            "4",
            "--limit",
            "5");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("'--limit' should be specified only once", "--help")
        .doesNotContain("missing");
  }

  @ParameterizedTest
  @CsvSource({
    "--resume --overwrite, '--resume or --overwrite, found both'",
    "-q -v, '--quiet or --verbose, found both'",
    "-v --limit 3 --verbose, '--verbose'' should be specified only once'",
  })
  void main_optionsThatExcludeEachOther_areUsage(String options, String message) {
    List<String> arguments =
        new ArrayList<>(List.of("predict", "--model", "lenet-fashion", "--data", "x"));
    arguments.addAll(List.of(options.split(" ")));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
  }
}
