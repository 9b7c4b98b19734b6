package io.separatrix.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendingTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("final class (\\w+)");

  @TempDir Path folder;

  /** A class from the page, for the compiler. */
  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String code) {
      super(URI.create("memory:///" + name(code) + ".java"), Kind.SOURCE);
      this.code = code;
    }

    private static String name(String code) {
      var type = TYPE.matcher(code);
      assertThat(type.find()).as(code).isTrue();
      return type.group(1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }

  @Test
  void examples_compile() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "extending.md"));
    List<? extends JavaFileObject> sources =
        BLOCK.matcher(page).results().map((MatchResult r) -> new Source(r.group(1))).toList();
    assertThat(sources).hasSizeGreaterThan(5);
    StringWriter messages = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
      String classPath =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-cp", classPath, "-d", folder.toString(), "-proc:none"),
                  null,
                  sources)
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }
}
