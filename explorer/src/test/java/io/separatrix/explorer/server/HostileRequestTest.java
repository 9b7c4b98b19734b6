package io.separatrix.explorer.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others ask for is refused, and nothing else happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class HostileRequestTest {

  private static final String JOB =
      "{\"slot\":\"a\",\"kind\":\"view\",\"state\":\"plane/x=1/size=512\"}";

  private final Served served = Served.images(20);

  @AfterAll
  void close() {
    served.close();
  }

  @AfterEach
  void nothingHappened() {
    assertThat(served.server().activeJobs()).isZero();
    assertThat(served.defects()).isEmpty();
    assertThat(served.get("/api/model").statusCode()).isEqualTo(200);
  }

  /** A request as it is, to its answer's first line. */
  private String raw(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.server().port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      return answer.lines().findFirst().orElse("");
    }
  }

  private String host() {
    return "127.0.0.1:" + served.server().port();
  }

  private String bearer() {
    return "Authorization: Bearer " + served.token();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/model",
        "/api/images",
        "/api/images/1",
        "/api/figure?state=plane",
        "/api/jobs/1/events",
        "/api/nothing",
        "/nothing"
      })
  void get_withoutTheToken_isForbidden(String path) {
    assertThat(served.send(served.request(path).build()).statusCode()).isEqualTo(403);
    String other = path + (path.contains("?") ? "&" : "?") + "token=" + "A".repeat(32);
    assertThat(served.send(served.request(other).build()).statusCode()).isEqualTo(403);
    String part = path + (path.contains("?") ? "&" : "?") + "token=" + served.token().substring(1);
    assertThat(served.send(served.request(part).build()).statusCode()).isEqualTo(403);
  }

  @Test
  void post_withoutTheToken_startsNothing() {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(JOB);
    for (String path : List.of("/api/jobs", "/api/images")) {
      assertThat(served.send(served.request(path).POST(body).build()).statusCode()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "127.0.0.1",
        "0.0.0.0:1",
        "127.0.0.1.evil.example"
      })
  void request_forAnotherHost_isForbidden(String other) throws IOException {
    assertThat(raw("GET /api/model HTTP/1.1", "Host: " + other, bearer(), "Connection: close"))
        .contains(" 403 ");
    assertThat(raw("GET /page/explorer.js HTTP/1.1", "Host: " + other, "Connection: close"))
        .contains(" 403 ");
  }

  @Test
  void request_withoutAHost_isRefused() throws IOException {
    assertThat(raw("GET /api/model HTTP/1.1", bearer(), "Connection: close")).contains(" 400 ");
    assertThat(raw("GET /api/model HTTP/1.0", bearer())).contains(" 403 ");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, https://127.0.0.1:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void request_fromAnotherSite_isForbidden(String header, String value) throws IOException {
    assertThat(
            raw(
                "POST /api/jobs HTTP/1.1",
                "Host: " + host(),
                bearer(),
                header + ": " + value,
                "Content-Length: 0",
                "Connection: close"))
        .contains(" 403 ");
  }

  @Test
  void request_fromThePageItself_isAnswered() throws IOException {
    assertThat(
            raw(
                "GET /api/model HTTP/1.1",
                "Host: " + host(),
                bearer(),
                "Origin: http://" + host(),
                "Sec-Fetch-Site: same-origin",
                "Connection: close"))
        .contains(" 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/images/..%2f..%2fetc%2fpasswd",
        "/api/images/%2e%2e",
        "/api/images/file-..%2f..%2fab",
        "/api/images/-1",
        "/api/images/99999999999999",
        "/api/images/1%00",
        "/page/..%2f..%2fexplorer%2fExploration.class",
        "/page/%2e%2e%2fexplorer.css",
        "/page/nothing.js",
        "/../../etc/passwd"
      })
  void path_inAName_findsNothing(String path) throws IOException {
    String line =
        raw("GET " + path + " HTTP/1.1", "Host: " + host(), bearer(), "Connection: close");
    assertThat(line).containsPattern(" (400|404) ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"slot\":\"a\",\"kind\":\"view\",\"state\":\"plane/size=1000000\"}",
        "{\"slot\":\"a\",\"kind\":\"view\",\"state\":\"plane/width=1e99\"}",
        "{\"slot\":\"../a\",\"kind\":\"view\",\"state\":\"plane\"}",
        "{\"slot\":\"a\",\"kind\":\"shell\",\"state\":\"plane\"}",
        "{\"slot\":\"a\",\"kind\":\"view\",\"state\":\"plane\",\"network\":7}",
        "{\"slot\":\"a\",\"kind\":\"point\",\"state\":\"plane\",\"s\":1e300}",
        "{\"slot\":\"a\",\"kind\":\"view\",\"state\":\"plane/x=\\u001b[31m\"}"
      })
  void job_thatIsNone_isRefusedInWords(String body) {
    HttpResponse<String> answer = served.post("/api/jobs", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("expected").doesNotContain("\u001b");
  }

  @Test
  void body_tooLong_isRefused() {
    assertThat(served.post("/api/jobs", " ".repeat(100_000)).statusCode()).isEqualTo(413);
    HttpResponse<String> image =
        served.send(
            served
                .known("/api/images")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(16 << 20) + 1]))
                .build());
    assertThat(image.statusCode()).isEqualTo(413);
  }

  @Test
  void image_thatIsNone_isRefusedWithoutAFileName() {
    HttpResponse<String> answer = served.post("/api/images", "not an image");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("the image").doesNotContain("/tmp");
  }

  @Test
  void address_longerThanAHeaderMayBe_isRefused() {
    assertThat(served.get("/api/figure?state=" + "a".repeat(20_000)).statusCode())
        .isBetween(400, 499);
  }

  @Test
  void method_thatIsNotThere_isRefused() {
    for (String method : List.of("PUT", "TRACE", "PATCH")) {
      assertThat(
              served
                  .send(
                      served
                          .known("/api/model")
                          .method(method, HttpRequest.BodyPublishers.noBody())
                          .build())
                  .statusCode())
          .isBetween(400, 499);
    }
  }

  @Test
  void answer_ofAnyKind_forbidsWhatThePageDoesNotNeed() {
    for (String path : List.of("/", "/api/model", "/page/explorer.js", "/nothing")) {
      HttpResponse<String> answer = served.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .get()
          .asString()
          .contains("default-src 'none'", "frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }
  }

  /** Idle ones are closed soon when there are too many, so the page comes through. */
  @Test
  void connections_twoThousand_doNotStopThePage() throws IOException {
    int threads = Thread.activeCount();
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 2000; i++) {
        Socket socket = new Socket();
        open.add(socket);
        try {
          socket.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), served.server().port()), 5);
        } catch (IOException refused) {
          // Just so.
        }
      }
      assertThat(Thread.activeCount() - threads).isLessThan(80);
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    assertThat(served.get("/api/model").statusCode()).isEqualTo(200);
  }
}
