package io.aiops.studio.host.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON text to values and back. A JSON-like value is {@code null}, String, Boolean, Number, List or
 * Map with String keys in the order of the text.
 */
public final class Json {

  /** Deeper documents are refused. */
  public static final int MAX_DEPTH = 200;

  /** Of what is read from those who are not trusted: a million values and their keys. */
  private static final long MOST_TOKENS = 2_500_000;

  private static final JsonMapper MAPPER =
      mapper(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());

  private static final JsonMapper WARY =
      mapper(
          StreamReadConstraints.builder()
              .maxNestingDepth(MAX_DEPTH)
              .maxTokenCount(MOST_TOKENS)
              .maxStringLength(Integer.MAX_VALUE)
              .build());

  private static JsonMapper mapper(StreamReadConstraints constraints) {
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static final ObjectWriter CANONICAL =
      MAPPER.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

  private static final ObjectReader READ_MAP =
      MAPPER.readerFor(MAP).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** The mapper, for those that stream or need trees. Shared and thread-safe. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * @throws JacksonException with line and column if the text is not JSON
   */
  public static @Nullable Object parse(String text) {
    return MAPPER.readValue(text, Object.class);
  }

  public static Map<String, @Nullable Object> parseMap(String text) {
    return MAPPER.readValue(text, MAP);
  }

  /** From UTF-8. */
  public static Map<String, @Nullable Object> parseMap(byte[] utf8) {
    return MAPPER.readValue(utf8, MAP);
  }

  /** The object that the parser stands at. */
  public static Map<String, @Nullable Object> map(JsonParser parser) {
    return READ_MAP.readValue(parser);
  }

  public static <T> T parse(String text, Class<T> type) {
    return MAPPER.readValue(text, type);
  }

  /** From UTF-8. */
  public static <T> T parse(byte[] utf8, Class<T> type) {
    return MAPPER.readValue(utf8, type);
  }

  /** From UTF-8 of bounded length that somebody wrote who is not trusted. */
  public static <T> T parseWarily(byte[] utf8, Class<T> type) {
    return WARY.readValue(utf8, type);
  }

  /** Compact JSON in UTF-8 of a record or a JSON-like value. */
  public static byte[] bytes(@Nullable Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /** Compact JSON text of a record or a JSON-like value. */
  public static String write(@Nullable Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * The same text for equal values, whatever order their maps have: what hashes are made of. A
   * {@code Map.of(...)} has another order in each process.
   */
  public static byte[] canonical(@Nullable Object value) {
    return CANONICAL.writeValueAsBytes(value);
  }

  public static String pretty(@Nullable Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  /** The number that its text is read as. */
  public static Number number(Number number) {
    return switch (number) {
      case Integer i -> i;
      case Double d -> d;
      case Long l when l == l.intValue() -> l.intValue();
      case Long l -> l;
      default -> parse(write(number)) instanceof Number read ? read : number.doubleValue();
    };
  }

  /** A copy of a JSON-like value, as its text is read. */
  public static @Nullable Object asRead(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String s -> s;
      case Boolean b -> b;
      case Double d when !Double.isFinite(d) -> parse(write(d));
      case Number n -> number(n);
      case Map<?, ?> map -> asRead(map);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(item -> copy.add(asRead(item)));
        yield copy;
      }
      default -> parse(write(value));
    };
  }

  public static Map<String, @Nullable Object> asRead(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, item) -> copy.put(String.valueOf(key), asRead(item)));
    return copy;
  }

  /** The tree of a JSON-like value. */
  public static JsonNode tree(@Nullable Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The JSON-like value of a record. */
  public static Map<String, @Nullable Object> toMap(Object value) {
    return MAPPER.convertValue(value, MAP);
  }
}
