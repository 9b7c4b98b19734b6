package io.separatrix.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.separatrix.experiment.run.IntervalField;
import io.separatrix.experiment.run.IntervalKeys;
import io.separatrix.report.paper.PaperComparison;
import io.separatrix.studies.BoundaryStudy;
import io.separatrix.studies.ComponentsStudy;
import io.separatrix.studies.ConvexityStudy;
import io.separatrix.studies.InspectStudy;
import io.separatrix.studies.PathsStudy;
import io.separatrix.studies.PlaneStudy;
import io.separatrix.studies.PlanesStudy;
import io.separatrix.studies.PredictStudy;
import io.separatrix.studies.SliceStudy;
import io.separatrix.studies.curvature.AsymmetryStudy;
import io.separatrix.studies.curvature.CurvatureStudy;
import io.separatrix.studies.curvature.DirectionsStudy;
import io.separatrix.studies.curvature.OperatorsStudy;
import io.separatrix.studies.curvature.SensitivityStudy;
import io.separatrix.studies.detection.DetectStudy;
import io.separatrix.studies.gallery.GalleryStudy;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON Schema of {@code summary.json}, made from the records that are written to it. */
final class SummarySchema {

  private static final Map<String, Class<?>> STUDIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("inspect", InspectStudy.Summary.class),
              Map.entry("predict", PredictStudy.Summary.class),
              Map.entry("boundary", BoundaryStudy.Summary.class),
              Map.entry("paths", PathsStudy.Summary.class),
              Map.entry("convexity", ConvexityStudy.Summary.class),
              Map.entry("slice", SliceStudy.Summary.class),
              Map.entry("plane", PlaneStudy.Summary.class),
              Map.entry("planes", PlanesStudy.Summary.class),
              Map.entry("components", ComponentsStudy.Summary.class),
              Map.entry("curvature", CurvatureStudy.Summary.class),
              Map.entry("directions", DirectionsStudy.Summary.class),
              Map.entry("sensitivity", SensitivityStudy.Summary.class),
              Map.entry("asymmetry", AsymmetryStudy.Summary.class),
              Map.entry("operators", OperatorsStudy.Summary.class),
              Map.entry("detect", DetectStudy.Summary.class),
              Map.entry("gallery", GalleryStudy.Summary.class)));

  /** Studies that are no part of a reproduction; its paths are one for each scenario. */
  private static final Set<String> ALONE = Set.of("paths", "planes", "components");

  private static final List<String> SCENARIOS = List.of("paths-1", "paths-2", "paths-3");

  private static final Set<Class<?>> REAL = Set.of(double.class, Double.class);

  private SummarySchema() {}

  static ObjectNode generate() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "summary.json of a Separatrix run");
    root.put("type", "object");
    root.putArray("required").add("schemaVersion").add("command");
    ObjectNode properties = root.putObject("properties");
    properties.putObject("schemaVersion").put("const", 1);
    properties.putObject("command").put("type", "string");
    ArrayNode cases = root.putArray("allOf");
    STUDIES.keySet().forEach(name -> only(cases, name).put("$ref", "#/$defs/" + name));
    for (String command : List.of("demo", "reproduce")) {
      ObjectNode parts = only(cases, command).putObject("properties");
      STUDIES.keySet().stream()
          .filter(name -> !ALONE.contains(name))
          .forEach(name -> part(parts, name, name));
      SCENARIOS.forEach(name -> part(parts, name, "paths"));
      parts
          .putObject("claims")
          .put("type", "array")
          .putObject("items")
          .put("$ref", "#/$defs/claim");
    }
    ObjectNode definitions = root.putObject("$defs");
    SchemaGenerator generator = generator();
    STUDIES.forEach((name, type) -> definitions.set(name, generator.generateSchema(type)));
    definitions.set("claim", generator.generateSchema(PaperComparison.Row.class));
    ObjectNode refusal = definitions.putObject("notPossible");
    refusal.put("type", "object").putArray("required").add("notPossible");
    refusal.putObject("properties").putObject("notPossible").put("type", "string");
    return root;
  }

  private static ObjectNode only(ArrayNode cases, String command) {
    ObjectNode one = cases.addObject();
    one.putObject("if").putObject("properties").putObject("command").put("const", command);
    return one.putObject("then");
  }

  /** The study's summary, or why there is none. */
  private static void part(ObjectNode parts, String name, String definition) {
    ArrayNode either = parts.putObject(name).putArray("anyOf");
    either.addObject().put("$ref", "#/$defs/" + definition);
    either.addObject().put("$ref", "#/$defs/notPossible");
  }

  /** Every field is there; a number that is not finite is null. */
  private static SchemaGenerator generator() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(
                new ObjectMapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.INLINE_ALL_SCHEMAS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder
        .forFields()
        .withRequiredCheck(field -> true)
        .withNullableCheck(
            field -> field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
    builder
        .forTypesInGeneral()
        .withTypeAttributeOverride(
            (schema, scope, context) -> {
              if (REAL.contains(scope.getType().getErasedType())) {
                schema.putArray("type").add("number").add("null");
              }
              spread(schema, scope.getType().getErasedType());
            });
    return new SchemaGenerator(builder.build());
  }

  /**
   * Puts the keys of intervals in the place of the components that are written so. The generator
   * asks more than once for a type that is a component itself.
   */
  private static void spread(ObjectNode schema, Class<?> type) {
    if (!type.isRecord() || !(schema.get("properties") instanceof ObjectNode properties)) {
      return;
    }
    SortedMap<String, JsonNode> spread = new TreeMap<>();
    properties.properties().forEach(entry -> spread.put(entry.getKey(), entry.getValue()));
    for (RecordComponent component : type.getRecordComponents()) {
      IntervalKeys keys = component.getAnnotation(IntervalKeys.class);
      JsonNode whole = keys == null ? null : spread.remove(component.getName());
      if (keys != null && whole != null) {
        for (IntervalField field : IntervalField.of(keys, component.getName())) {
          spread.put(field.key(), number(whole, field));
        }
      }
    }
    properties.removeAll().setAll(spread);
    ArrayNode required = schema.putArray("required");
    spread.keySet().forEach(required::add);
  }

  /** The number of an interval, or the list of those of a list of intervals. */
  private static JsonNode number(JsonNode whole, IntervalField field) {
    ObjectNode number = JsonNodeFactory.instance.objectNode();
    if (whole.path("type").asText().equals("array")) {
      number.put("type", "array").set("items", number(whole.path("items"), field));
    } else if (field.real()) {
      number.putArray("type").add("number").add("null");
    } else {
      number.put("type", "integer");
    }
    return number;
  }
}
