package io.aiops.studio.plugins.testkit.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a plugin says it can be tried with: {@code META-INF/studio/samples.json} in its jar, keyed
 * by kind and name, such as {@code "connector:http"}. {@code ${outside}} stands for the address of
 * an outside world that answers as they say, {@code ${folder}} for an empty folder.
 */
record Samples(Map<String, Of> all) {

  /** Where they lie in the jar. */
  static final String PATH = "META-INF/studio/samples.json";

  /** More than anybody writes. */
  static final int LARGEST = 1024 * 1024;

  /**
   * Those of one contribution.
   *
   * @param settings what its calls get; secrets in it are what must not leak
   * @param files content by name; {@code {"$file": name}} in arguments becomes its reference
   * @param calls what works
   * @param failures what fails, and how
   * @param slow what takes long enough to be interrupted
   * @param outside what answers below {@code ${outside}}
   * @param gaps why a check does not apply, by the check's word
   */
  record Of(
      Map<String, @Nullable Object> settings,
      Map<String, String> files,
      List<Call> calls,
      List<Call> failures,
      List<Call> slow,
      List<Outside.Answer> outside,
      Map<String, String> gaps) {

    Of {
      settings = settings == null ? Map.of() : settings;
      files = files == null ? Map.of() : files;
      calls = calls == null ? List.of() : calls;
      failures = failures == null ? List.of() : failures;
      slow = slow == null ? List.of() : slow;
      outside = outside == null ? List.of() : outside;
      gaps = gaps == null ? Map.of() : gaps;
    }
  }

  /**
   * One thing to ask for.
   *
   * @param tool of a connector
   * @param arguments of the tool, or the inputs of an agent
   * @param text an agent's instruction, or what a model is asked
   * @param category how it fails; empty if it works
   * @param settings instead of those around it
   */
  record Call(
      String tool,
      Map<String, @Nullable Object> arguments,
      String text,
      String category,
      @Nullable Map<String, @Nullable Object> settings) {

    Call {
      tool = tool == null ? "" : tool;
      arguments = arguments == null ? new LinkedHashMap<>() : arguments;
      text = text == null ? "" : text;
      category = category == null ? "" : category.toUpperCase(Locale.ROOT);
    }
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  static Samples none() {
    return new Samples(Map.of());
  }

  /**
   * @throws AssertionError if it is not of this form
   */
  static Samples parse(String text) {
    try {
      return new Samples(JSON.readValue(text, new TypeReference<Map<String, Of>>() {}));
    } catch (JacksonException e) {
      throw new AssertionError(PATH + " is not as expected: " + e.getOriginalMessage(), e);
    }
  }

  Of of(String key) {
    return all.getOrDefault(
        key, new Of(Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), Map.of()));
  }
}
