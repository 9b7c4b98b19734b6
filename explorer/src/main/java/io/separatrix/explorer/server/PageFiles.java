package io.separatrix.explorer.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the page, the same for everybody, read once: no other can be asked for. */
final class PageFiles {

  /**
   * A file.
   *
   * @param type its media type
   * @param content its bytes; not to be modified
   */
  record PageFile(String type, byte[] content) {}

  private static final String FOLDER = "/io/separatrix/explorer/page/";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final List<String> MODULES =
      List.of(
          "explorer.js",
          "server.js",
          "state.js",
          "elements.js",
          "charts.js",
          "map.js",
          "plane-view.js",
          "images-view.js",
          "boundary-view.js",
          "path-view.js",
          "curvature-view.js",
          "detector-view.js");

  private PageFiles() {}

  /** All of them by their name below {@code /page/}; {@code index.html} is the page itself. */
  static Map<String, PageFile> all() {
    Map<String, PageFile> files = new LinkedHashMap<>();
    files.put("index.html", read("text/html; charset=utf-8", FOLDER + "index.html"));
    files.put("explorer.css", read(STYLE, FOLDER + "explorer.css"));
    for (String module : MODULES) {
      files.put(module, read(SCRIPT, FOLDER + module));
    }
    files.put("uPlot.iife.min.js", read(SCRIPT, UPLOT + "uPlot.iife.min.js"));
    files.put("uPlot.min.css", read(STYLE, UPLOT + "uPlot.min.css"));
    return files;
  }

  private static PageFile read(String type, String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("expected " + name + " on the class path, found nothing");
      }
      return new PageFile(type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the class path", e);
    }
  }
}
