package io.separatrix.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs contenders for the driver {@code benchmarks/run}: reads requests, one line of JSON each, and
 * answers with one line each. {@code {"open": ...}} makes a contender, {@code {"run": 1}} runs and
 * times it, {@code {"close": 1}} ends it. The driver runs workers by turns, so that none measures
 * the others.
 */
public final class Worker {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Worker() {}

  public static void main(String[] arguments) throws IOException {
    // Libraries may print; the driver reads this stream.
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    @Nullable Contender contender = null;
    try {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        JsonNode request = JSON.readTree(line);
        Map<String, Object> answer = new LinkedHashMap<>();
        if (request.has("open")) {
          close(contender);
          contender = Contenders.open(new Request(request.get("open")));
          answer.put("versions", contender.versions());
        } else if (request.has("run") && contender != null) {
          long start = System.nanoTime();
          Map<String, Object> result = contender.run();
          answer.put("seconds", (System.nanoTime() - start) * 1e-9);
          answer.putAll(result);
        } else {
          close(contender);
          contender = null;
        }
        answers.println(JSON.writeValueAsString(answer));
        answers.flush();
      }
    } finally {
      close(contender);
    }
  }

  private static void close(@Nullable Contender contender) {
    if (contender != null) {
      contender.close();
    }
  }
}
