package io.separatrix.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.separatrix.proof.enclosure.Rounding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * That a path lies in one decision region of a network, in a form that somebody else can check.
 * Written as JSON; numbers are exact.
 *
 * @param version version of this form, {@link #VERSION}
 * @param separatrix version of the program that wrote it
 * @param statement what is certified, in a sentence; not checked
 * @param model SHA-256 of the model file, hexadecimal
 * @param weights SHA-256 of the model's external files by name; null or empty if there are none
 * @param label the class of the whole path
 * @param classes number of logits
 * @param shape extents of an input
 * @param rounding {@code rigorous}, or {@code neglected}: no proof
 * @param anchors points of the path, two or more, flat; not modified
 * @param leaves the proved parts, segment by segment and from start to end
 */
@JsonPropertyOrder({
  "certificate",
  "separatrix",
  "statement",
  "model",
  "weights",
  "label",
  "classes",
  "shape",
  "rounding",
  "anchors",
  "leaves"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Certificate(
    @JsonProperty(value = "certificate", required = true) int version,
    @JsonProperty(value = "separatrix", required = true) String separatrix,
    @JsonProperty(value = "statement", required = true) String statement,
    @JsonProperty(value = "model", required = true) String model,
    @JsonProperty("weights") @Nullable Map<String, String> weights,
    @JsonProperty(value = "label", required = true) int label,
    @JsonProperty(value = "classes", required = true) int classes,
    @JsonProperty(value = "shape", required = true) List<Integer> shape,
    @JsonProperty(value = "rounding", required = true) String rounding,
    @JsonProperty(value = "anchors", required = true) List<double[]> anchors,
    @JsonProperty(value = "leaves", required = true) List<Part> leaves) {

  /** The version written here, and the only one that is read. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /**
   * A proved part of a segment.
   *
   * @param segment from anchor {@code segment} to the next one
   * @param low start in [0, 1]
   * @param high end in [0, 1]
   * @param bound a lower bound of the margin on the part, positive
   */
  @JsonPropertyOrder({"segment", "low", "high", "bound"})
  public record Part(
      @JsonProperty(value = "segment", required = true) int segment,
      @JsonProperty(value = "low", required = true) double low,
      @JsonProperty(value = "high", required = true) double high,
      @JsonProperty(value = "bound", required = true) double bound) {}

  public Certificate {
    weights = weights == null ? null : new TreeMap<>(weights);
    shape = List.copyOf(shape);
    anchors = List.copyOf(anchors);
    leaves = List.copyOf(leaves);
  }

  /**
   * The certificate of a proved path.
   *
   * @param separatrix version of this program
   * @param model SHA-256 of the model file
   * @param weights SHA-256 of external files by name
   * @param prover what proved the segments
   * @param label the class
   * @param anchors points of the path
   * @param segments the proofs of its segments, in order
   * @throws IllegalArgumentException if a segment is not proved
   */
  public static Certificate of(
      String separatrix,
      String model,
      Map<String, String> weights,
      NetworkProver prover,
      int label,
      List<double[]> anchors,
      List<SegmentProof> segments) {
    if (segments.size() != anchors.size() - 1
        || !segments.stream().allMatch(SegmentProof::proved)) {
      throw new IllegalArgumentException(
          "expected a proof of each of " + (anchors.size() - 1) + " segments");
    }
    List<Part> leaves = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      for (Leaf leaf : segments.get(i).leaves()) {
        leaves.add(new Part(i, leaf.low(), leaf.high(), leaf.bound()));
      }
    }
    boolean rigorous = prover.rounding() == Rounding.RIGOROUS;
    String statement =
        rigorous
            ? "For the network of the model file as a function of real numbers with the stored"
                + " weights, every point of the path through the anchors has the label "
                + label
                + "."
            : "No proof: rounding was neglected. Up to rounding, every point of the path through"
                + " the anchors has the label "
                + label
                + ".";
    return new Certificate(
        VERSION,
        separatrix,
        statement,
        model,
        weights,
        label,
        prover.classes(),
        prover.shape(),
        prover.rounding().name().toLowerCase(Locale.ROOT),
        anchors,
        leaves);
  }

  /** As JSON; equal certificates give equal text. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a certificate is not JSON", e);
    }
  }

  /**
   * Reads a certificate: every key must be there once, and no others.
   *
   * @throws InvalidCertificateException if the text is not a certificate
   */
  public static Certificate fromJson(String text) {
    try {
      return JSON.readValue(text, Certificate.class);
    } catch (JsonProcessingException e) {
      throw new InvalidCertificateException(
          "not a certificate: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  /** Writes the JSON to a file. */
  public void write(Path file) throws IOException {
    Files.writeString(file, toJson());
  }

  /**
   * Reads a file.
   *
   * @throws InvalidCertificateException if it is not a certificate
   */
  public static Certificate read(Path file) throws IOException {
    return fromJson(Files.readString(file));
  }
}
