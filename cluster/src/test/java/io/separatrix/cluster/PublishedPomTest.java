package io.separatrix.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What is published can be used from any build tool, and says who made it. */
class PublishedPomTest {

  private static final Path ROOT = Path.of("..");
  private static final String FLATTENED = ".flattened-pom.xml";

  /** Where tests and the program run; never deployed. */
  private static final String NATIVES = "natives";

  /** Not among what the command line depends on, so left out by {@code -pl cli -am}. */
  private static final String BOM = "bom";

  @BeforeEach
  void onlyUnderMaven() {
    assumeTrue(System.getProperty("surefire.test.class.path") != null, "not run by Maven");
  }

  private static Document parsed(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static List<Element> elements(Document document, String tag) {
    NodeList found = document.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document document, String tag) {
    return elements(document, tag).stream().map(Element::getTextContent).toList();
  }

  private static List<String> modules() throws Exception {
    Document pom = parsed(ROOT.resolve("pom.xml"));
    Element first = (Element) pom.getElementsByTagName("modules").item(0);
    NodeList names = first.getElementsByTagName("module");
    List<String> modules = new ArrayList<>();
    for (int i = 0; i < names.getLength(); i++) {
      modules.add(names.item(i).getTextContent());
    }
    modules.remove(NATIVES);
    return modules;
  }

  private static Map<String, Path> published() throws Exception {
    Map<String, Path> poms = new LinkedHashMap<>();
    poms.put("", ROOT.resolve(FLATTENED));
    for (String module : modules()) {
      Path pom = ROOT.resolve(module).resolve(FLATTENED);
      if (!module.equals(BOM) || Files.exists(pom)) {
        poms.put(module, pom);
      }
    }
    assertThat(poms).containsKeys("geometry", "torch", "cli");
    return poms;
  }

  @Test
  void everyPom_hasNoVariableProfileClassifierOrParent() throws Exception {
    for (Path pom : published().values()) {
      assertThat(pom).exists();
      assertThat(Files.readString(pom)).as("%s", pom).doesNotContain("${");
      Document document = parsed(pom);
      for (String tag : List.of("profile", "classifier", "parent", "build", "repository")) {
        assertThat(elements(document, tag)).as("%s in %s", tag, pom).isEmpty();
      }
      assertThat(texts(document, "scope")).as("%s", pom).doesNotContain("test", "system");
      assertThat(texts(document, "artifactId")).as("%s", pom).doesNotContain("separatrix-natives");
    }
  }

  @Test
  void everyPom_saysWhatItIsAndWhose() throws Exception {
    for (Path pom : published().values()) {
      Node project = parsed(pom).getDocumentElement();
      Map<String, String> children = new LinkedHashMap<>();
      for (Node node = project.getFirstChild(); node != null; node = node.getNextSibling()) {
        children.put(node.getNodeName(), node.getTextContent().strip());
      }
      for (String tag :
          List.of("name", "description", "url", "licenses", "developers", "scm", "version")) {
        assertThat(children.get(tag)).as("%s in %s", tag, pom).isNotBlank();
      }
      // Without inheritance switched off, Maven appends the module's name.
      assertThat(children.get("url")).as("%s", pom).isEqualTo("https://separatrix.io");
      assertThat(children.get("scm")).as("%s", pom).endsWith("/separatrix/separatrix");
    }
  }

  /** Without a parent nothing else says which version. */
  @Test
  void everyDependency_hasAVersionAndAScopeThatGradleKnows() throws Exception {
    for (Path pom : published().values()) {
      for (Element dependency : elements(parsed(pom), "dependency")) {
        assertThat(dependency.getElementsByTagName("version").getLength())
            .as("%s: %s", pom, dependency.getTextContent())
            .isEqualTo(1);
      }
      // Gradle leaves out what is provided, as Spark is by a cluster.
      assertThat(texts(parsed(pom), "scope"))
          .as("%s", pom)
          .isSubsetOf("compile", "runtime", "provided");
    }
  }

  @Test
  void torch_needsTheJavaPartOfPyTorchOnly() throws Exception {
    Document pom = parsed(ROOT.resolve("torch").resolve(FLATTENED));
    assertThat(texts(pom, "artifactId")).contains("pytorch", "javacpp", "openblas");
  }

  @Test
  void bom_listsEveryModule() throws Exception {
    List<String> expected =
        modules().stream()
            .filter(module -> !module.equals(BOM))
            .map(module -> "separatrix-" + module)
            .toList();
    Path flattened = ROOT.resolve(BOM).resolve(FLATTENED);
    Document pom =
        parsed(Files.exists(flattened) ? flattened : ROOT.resolve(BOM).resolve("pom.xml"));
    List<String> listed =
        elements(pom, "dependency").stream()
            .map(
                dependency ->
                    dependency.getElementsByTagName("artifactId").item(0).getTextContent())
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(texts(pom, "version")).containsOnly(texts(pom, "version").get(0));
  }
}
