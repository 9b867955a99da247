package io.aiops.studio.plugins.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** What an error answer of the service means. */
final class Refusal {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_QUOTE = 300;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private Refusal() {}

  /**
   * @param headers may ask to wait
   * @param body as far as it was read; JSON or anything else
   */
  static PluginException of(
      Settings settings,
      int status,
      Function<String, Optional<String>> headers,
      String body,
      Instant now) {
    String said = quote(settings, body);
    Category category = category(status, body);
    String message = settings.baseUrl() + " answered " + status + said + " " + advice(category);
    return new PluginException(
        category, message, category.retryHelps() ? wait(headers, now).orElse(null) : null, null);
  }

  /**
   * An error that came in the middle of an answer, when the status had long said that all is well.
   */
  static PluginException inTheMiddle(Settings settings, String event) {
    int code = parsed(event).path("error").path("code").asInt(0);
    Category category = code >= 400 && code < 600 ? category(code, event) : Category.UNAVAILABLE;
    return new PluginException(
        category,
        settings.baseUrl()
            + " broke off its answer"
            + quote(settings, event)
            + " "
            + advice(category));
  }

  private static Category category(int status, String body) {
    return switch (status) {
      case 401, 403 -> Category.DENIED;
      case 404, 410 -> Category.NOT_FOUND;
      case 408 -> Category.TIMEOUT;
      case 409, 425 -> Category.UNAVAILABLE;
      // To wait does not bring money.
      case 429 ->
          body.contains("insufficient_quota") ? Category.LIMIT_REACHED : Category.RATE_LIMITED;
      default -> status >= 500 ? Category.UNAVAILABLE : Category.INVALID_INPUT;
    };
  }

  private static String advice(Category category) {
    return switch (category) {
      case DENIED -> "Check the setting apiKey, and that the key may use this model.";
      case NOT_FOUND -> "Check the model's name and the setting baseUrl.";
      case LIMIT_REACHED -> "The account behind the key has no quota left.";
      case INVALID_INPUT ->
          "Check the settings baseUrl and leaveOut: what the service does not take can be left out.";
      default -> "Trying again later can help.";
    };
  }

  /** What the service says for itself; services differ in where they put it. */
  private static String quote(Settings settings, String body) {
    JsonNode parsed = parsed(body);
    String said = "";
    for (String place : new String[] {"/error/message", "/error", "/message", "/detail"}) {
      if (said.isEmpty() && parsed.at(place).isTextual()) {
        said = parsed.at(place).textValue();
      }
    }
    String line =
        settings.redact((said.isEmpty() ? body : said).replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    if (line.isEmpty()) {
      return ".";
    }
    return ": \""
        + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…")
        + "\".";
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // A proxy's HTML page, say: it is quoted as it is.
      return JSON.missingNode();
    }
  }

  private static Optional<Duration> wait(Function<String, Optional<String>> headers, Instant now) {
    return headers
        .apply("retry-after-ms")
        .flatMap(text -> number(text).map(Duration::ofMillis))
        .or(() ->
            headers
                .apply("retry-after")
                .flatMap(text -> number(text).map(Duration::ofSeconds).or(() -> until(text, now))))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private static Optional<Long> number(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,12}") ? Optional.of(Long.valueOf(digits)) : Optional.empty();
  }

  private static Optional<Duration> until(String text, Instant now) {
    Instant date;
    try {
      date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      // Neither seconds nor a date: as good as not said.
      return Optional.empty();
    }
    Duration wait = Duration.between(now, date);
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }
}
