package io.separatrix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * The README's program and session do what they say. With a file and a folder the program is run by
 * {@code consumer}, from a build of its own.
 */
class ReadmeTest {

  private static final String PROMPT = "jshell> ";

  @TempDir private Path folder = Path.of("");

  /** The indented lines of the README, without their indent. */
  private static List<String> code() throws IOException {
    return Files.readAllLines(Path.of("..", "README.md")).stream()
        .filter(line -> line.startsWith("    ") || line.isEmpty())
        .map(line -> line.isEmpty() ? line : line.substring(4))
        .toList();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @Test
  void program_onBuiltInModelAndImages_printsANumberWithItsInterval() throws Exception {
    List<String> lines = code();
    int start = lines.indexOf("import io.separatrix.experiment.Experiment;");
    int end = start + lines.subList(start, lines.size()).indexOf("}") + 1;
    String program = String.join("\n", lines.subList(start, end));
    assertThat(program).contains("\"net.onnx\"", "\"images\"");
    Path source = folder.resolve("Distances.java");
    Files.writeString(
        source,
        program
            .replace("\"net.onnx\"", "\"lenet-fashion\"")
            .replace("\"images\"", "\"fashion-mnist-sample\""));
    StringWriter messages = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, UTF_8);
    boolean compiled =
        compiler
            .getTask(
                messages,
                files,
                null,
                List.of("-cp", classPath(), "-d", folder.toString(), "-proc:none"),
                null,
                files.getJavaFileObjects(source))
            .call();
    assertThat(compiled).as(messages.toString()).isTrue();
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, UTF_8));
      loader
          .loadClass("Distances")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(UTF_8))
        .matches("0\\.\\d{3} of an image's norm, 95 % interval 0\\.\\d{3} to 0\\.\\d{3}\\R");
  }

  /**
   * What a program runs with: {@code group:artifact:version:classifier}, of ours without version.
   */
  @Test
  void gradle_declaresWhatMavenDoes_inTheVersionsOfThisBuild() throws Exception {
    List<String> lines = code();
    int start = lines.indexOf("<dependencies>");
    int end = start + lines.subList(start, lines.size()).indexOf("</dependencies>") + 1;
    var maven =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(String.join("\n", lines.subList(start, end)))))
            .getElementsByTagName("dependency");
    List<String> ofMaven = new ArrayList<>();
    for (int i = 0; i < maven.getLength(); i++) {
      Element dependency = (Element) maven.item(i);
      String scope = text(dependency, "scope").isEmpty() ? "implementation" : "runtimeOnly";
      ofMaven.add(
          scope
              + " "
              + Stream.of("groupId", "artifactId", "version", "classifier")
                  .map(tag -> text(dependency, tag))
                  .filter(text -> !text.isEmpty())
                  .collect(Collectors.joining(":")));
    }
    List<String> ofGradle =
        lines.stream()
            .map(Pattern.compile("    (implementation|runtimeOnly)\\(\"(.*)\"\\)")::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1) + " " + found.group(2))
            .toList();
    assertThat(ofGradle).hasSize(5).isEqualTo(ofMaven);
    String pom = Files.readString(Path.of("..", "pom.xml"));
    for (String library : List.of("pytorch", "openblas", "javacpp")) {
      Matcher version = Pattern.compile("<" + library + "\\.version>(.*)</").matcher(pom);
      assertThat(version.find()).as(library).isTrue();
      assertThat(ofMaven)
          .contains(
              "runtimeOnly org.bytedeco:" + library + ":" + version.group(1) + ":linux-x86_64");
    }
    assertThat(lines)
        .contains("    implementation(platform(\"io.separatrix:separatrix-bom:0.1.0-SNAPSHOT\"))");
  }

  private static String text(Element dependency, String tag) {
    var found = dependency.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  @Test
  void session_inJShell_namesAClass() throws IOException {
    List<String> inputs =
        code().stream()
            .filter(line -> line.startsWith(PROMPT))
            .map(line -> line.substring(PROMPT.length()))
            .toList();
    assertThat(inputs).isNotEmpty();
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(classPath());
      List<SnippetEvent> events =
          inputs.stream().flatMap(input -> shell.eval(input + ";").stream()).toList();
      assertThat(events)
          .allMatch(
              event -> event.status() == Snippet.Status.VALID && event.exception() == null,
              events.stream().map(e -> e.snippet().source()).collect(Collectors.joining("; ")));
      shell.eval("network.close();");
      assertThat(events.get(events.size() - 1).value()).isEqualTo("\"Ankle boot\"");
    }
  }
}
