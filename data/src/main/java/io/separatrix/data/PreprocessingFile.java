package io.separatrix.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What published models say of their images in a file beside the weights: {@code
 * preprocessor_config.json} and {@code config.json} of HuggingFace's transformers, {@code
 * config.json} of timm.
 *
 * @param file the file
 * @param normalization what the numbers are made by; null if it says nothing of it
 * @param resizing how images come to their size; null if it says nothing of it
 * @param classNames names by class index; empty if it has none
 */
public record PreprocessingFile(
    Path file,
    @Nullable Preprocessing normalization,
    @Nullable Resizing resizing,
    List<String> classNames) {

  /** Names under which such files lie beside a model. */
  public static final List<String> NAMES = List.of("preprocessor_config.json", "config.json");

  private static final long MAX_BYTES = 16L << 20;
  private static final double BYTE = 255;

  public PreprocessingFile {
    classNames = List.copyOf(classNames);
  }

  /**
   * Reads such a file. Keys that it does not know have no meaning for it.
   *
   * @throws DataException if it cannot be read, is no JSON object, or says something that it must
   *     not
   */
  public static PreprocessingFile read(Path file) {
    JsonNode root = json(file);
    try {
      JsonNode timm = root.path("pretrained_cfg");
      if (timm.isObject() || root.has("input_size")) {
        return ofTimm(file, timm.isObject() ? timm : root, root);
      }
      return new PreprocessingFile(
          file, ofTransformers(root), Resizing.ofTransformers(root), names(root));
    } catch (DataException e) {
      throw new DataException(file + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode json(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file + ": expected a JSON file, found none");
    }
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new DataException(file + ": expected at most " + MAX_BYTES + " bytes, found " + size);
      }
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (root == null || !root.isObject()) {
        throw new DataException(file + ": expected a JSON object, found something else");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new DataException(file + ": expected JSON, found " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static PreprocessingFile ofTimm(Path file, JsonNode images, JsonNode root) {
    Preprocessing normalization =
        images.has("mean") && images.has("std")
            ? new Preprocessing(numbers(images, "mean"), numbers(images, "std"), false)
            : null;
    JsonNode names = root.has("label_names") ? root.get("label_names") : images.path("label_names");
    List<String> classNames = new ArrayList<>();
    names.forEach(name -> classNames.add(name.asText()));
    return new PreprocessingFile(file, normalization, Resizing.ofTimm(images), classNames);
  }

  /** {@code (p * rescale_factor - image_mean) / image_std} of pixels in 0 to 255. */
  private static @Nullable Preprocessing ofTransformers(JsonNode root) {
    boolean normalize = root.path("do_normalize").asBoolean(root.has("image_mean"));
    if (!root.has("image_mean") && !root.has("do_rescale") && !root.has("do_normalize")) {
      return null;
    }
    double factor =
        root.path("do_rescale").asBoolean(true)
            ? root.path("rescale_factor").asDouble(1 / BYTE)
            : 1;
    double offset = root.path("rescale_offset").asBoolean(false) ? 1 : 0;
    List<Double> mean = normalize ? numbers(root, "image_mean") : List.of(0.);
    List<Double> std = normalize ? numbers(root, "image_std") : List.of(1.);
    if (mean.size() != std.size() || !(factor > 0)) {
      throw new DataException(
          "expected as many values in image_mean as in image_std and a positive rescale_factor,"
              + " found "
              + mean
              + ", "
              + std
              + " and "
              + factor);
    }
    // EfficientNet's image processor divides by the standard deviations once more.
    boolean twice = root.path("include_top").asBoolean(false);
    List<Double> shift = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (int i = 0; i < mean.size(); i++) {
      double divisor = std.get(i) / (factor * BYTE);
      shift.add((mean.get(i) + offset) / (factor * BYTE));
      scale.add(twice ? divisor * std.get(i) : divisor);
    }
    return new Preprocessing(shift, scale, root.path("do_flip_channel_order").asBoolean(false));
  }

  private static List<Double> numbers(JsonNode parent, String key) {
    JsonNode values = parent.path(key);
    List<Double> numbers = new ArrayList<>();
    if (values.isNumber()) {
      numbers.add(values.asDouble());
    }
    for (JsonNode value : values) {
      if (!value.isNumber()) {
        throw new DataException("expected numbers as " + key + ", found " + value);
      }
      numbers.add(value.asDouble());
    }
    if (numbers.isEmpty()) {
      throw new DataException("expected numbers as " + key + ", found none");
    }
    return numbers;
  }

  /** {@code id2label}, from index to name. */
  private static List<String> names(JsonNode root) {
    TreeMap<Integer, String> names = new TreeMap<>();
    try {
      root.path("id2label")
          .properties()
          .forEach(entry -> names.put(Integer.valueOf(entry.getKey()), entry.getValue().asText()));
    } catch (NumberFormatException e) {
      throw new DataException("expected class numbers as keys of id2label, " + e.getMessage(), e);
    }
    if (!names.isEmpty() && (names.firstKey() != 0 || names.lastKey() != names.size() - 1)) {
      throw new DataException(
          "expected id2label to name the classes 0 to "
              + (names.size() - 1)
              + ", found "
              + names.firstKey()
              + " to "
              + names.lastKey());
    }
    return List.copyOf(names.values());
  }
}
