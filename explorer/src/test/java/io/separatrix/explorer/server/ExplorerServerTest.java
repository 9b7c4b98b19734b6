package io.separatrix.explorer.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.separatrix.explorer.figure.FigureFormat;
import io.separatrix.explorer.state.ViewState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks for, and what it gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ExplorerServerTest {

  private final Served served = Served.withAnother(40);

  @AfterAll
  void close() {
    served.close();
  }

  @AfterEach
  void nothingIsLeftOrBroken() {
    assertThat(served.server().activeJobs()).isZero();
    assertThat(served.defects()).isEmpty();
  }

  @Test
  void model_saysWhatIsExplored() {
    assertThat(served.get("/api/model").body())
        .contains(
            "\"name\":\"lenet-fashion\"",
            "\"other\":\"lenet-fashion-smooth\"",
            "\"images\":40",
            "Ankle boot");
  }

  @Test
  void map_coarseAtFirstThenFiner_endsWithEveryPoint() {
    String id = served.start("a-map", "view", "plane/x=3/v=image-7/size=64", "");
    List<String> names = served.eventNames(id);
    assertThat(names).startsWith("plane", "map", "map").endsWith("map", "done");
    assertThat(served.events(served.start("a-map", "view", "plane/x=3/v=image-7/size=64", "")))
        .anyMatch(line -> line.contains("\"stride\":1,"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images/order=margin/only=wrong",
        "boundary/x=3/alpha=1.2",
        "path/x=0/to=2",
        "curvature/x=3/along=-1",
        "detector/x=3"
      })
  void view_ofAnyKind_answers(String state) {
    assertThat(served.eventNames(served.start("a-view", "view", state, "")))
        .contains("result")
        .endsWith("done");
  }

  @Test
  void point_ofAPlane_isSeenByBothNetworks() {
    String state = "networks/x=3/v=image-7";
    for (String more : List.of("", ",\"network\":2")) {
      List<String> events =
          served.events(served.start("a-point", "point", state, ",\"s\":0.2,\"t\":-0.1" + more));
      assertThat(events).anyMatch(line -> line.contains("\"logits\":["));
    }
  }

  @Test
  void view_thatCannotBe_saysWhyInWords() {
    String id = served.start("a-view", "view", "plane/x=3/u=image-3", "");
    assertThat(served.events(id))
        .contains("event: failed")
        .anyMatch(line -> line.contains("expected two directions that span a plane"));
    String far = served.start("a-view", "view", "boundary/x=5000", "");
    assertThat(served.events(far))
        .anyMatch(line -> line.contains("expected an image from 0 to 39, found 5000"));
  }

  @Test
  void job_newerOneOfItsSlot_takesItsPlace() {
    String older = served.start("a-map", "view", "plane/x=9/v=image-8/size=512/width=20", "");
    String newer = served.start("a-map", "view", "plane/x=9/v=image-8/size=16", "");
    assertThat(served.eventNames(newer)).endsWith("done");
    assertThat(served.eventNames(older)).endsWith("cancelled");
  }

  @Test
  void job_deleted_endsAndIsForgotten() {
    String id = served.start("a-map", "view", "plane/x=11/v=image-8/size=512/width=20", "");
    HttpResponse<String> deleted = served.send(served.known("/api/jobs/" + id).DELETE().build());
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(served.get("/api/jobs/" + id + "/events").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plane/x=3/v=image-7/size=32/shade=contours",
        "plane/x=3~r~image-7~0.4~0.1/v=random-2:30:random-3/size=16/shade=margin",
        "networks/x=3/v=image-7/size=16",
        "boundary/x=3/alpha=1.5",
        "path/x=0/to=2/prove=1",
        "curvature/x=3",
        "detector/x=3/alpha=2",
        "images/order=margin"
      })
  void figure_ofThePage_isThatOfTheLibraryToTheByte(String state) throws IOException {
    byte[] svg = served.figure(state, "svg");
    byte[] png = served.figure(state, "png");
    assertThat(new String(svg, UTF_8)).startsWith("<svg");
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isGreaterThan(100);
    var drawing = served.exploration().figure(ViewState.parse(state));
    assertThat(FigureFormat.SVG.bytes(drawing)).isEqualTo(svg);
    assertThat(FigureFormat.PNG.bytes(drawing)).isEqualTo(png);
  }

  @Test
  void image_broughtAlong_isExploredLikeAnyOther() {
    byte[] file = served.bytes("/api/images/5");
    HttpResponse<String> answer =
        served.send(
            served.known("/api/images").POST(HttpRequest.BodyPublishers.ofByteArray(file)).build());
    String name = answer.body().replaceAll(".*\"(file-[0-9a-f]{12})\".*", "$1");
    assertThat(name).startsWith("file-");
    List<String> own = served.events(served.start("a-card", "x", "boundary/x=5", ""));
    List<String> brought = served.events(served.start("a-card", "x", "boundary/x=" + name, ""));
    assertThat(own).anyMatch(line -> line.contains("\"logits\""));
    assertThat(logits(brought)).isEqualTo(logits(own));
  }

  private static String logits(List<String> events) {
    return events.stream()
        .filter(line -> line.contains("\"logits\""))
        .map(line -> line.replaceAll(".*(\"logits\":\\[[^\\]]*\\]).*", "$1"))
        .findFirst()
        .orElseThrow();
  }
}
