package io.aiops.studio.plugins.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** OpenAI's answers, as they are on the wire. */
final class WireText {

  static final JsonMapper JSON = JsonMapper.builder().build();

  /** The last chunk, with what was used. */
  static final String USAGE =
      "{\"id\":\"r1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":"
          + "\"tiny-1-2026\",\"choices\":[],\"usage\":{\"prompt_tokens\":31,"
          + "\"completion_tokens\":17,\"total_tokens\":48,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":20},"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":9}}}";

  private WireText() {}

  static String models(String mood) {
    return "empty".equals(mood)
        ? "{\"object\":\"list\",\"data\":[]}"
        : """
        {"object":"list","data":[
          {"id":"nomic-embed-text","object":"model","created":1,"owned_by":"x"},
          {"id":"tiny-1","object":"model","created":1,"owned_by":"x"},
          {"id":"big-1","object":"model","created":1,"owned_by":"x"}]}
        """;
  }

  /** It calls the first tool offered, unless it was just told a tool's result. */
  static boolean wantsTool(JsonNode body) {
    JsonNode messages = body.path("messages");
    String lastRole = messages.path(messages.size() - 1).path("role").asText();
    return body.path("tools").size() > 0 && !"tool".equals(lastRole);
  }

  static String text(JsonNode body) {
    JsonNode messages = body.path("messages");
    return "You said: " + messages.path(messages.size() - 1).path("content").asText();
  }

  static String whole(String mood, JsonNode body) throws IOException {
    String message =
        wantsTool(body)
            ? "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c9\",\"type\":"
                + "\"function\",\"function\":{\"name\":"
                + JSON.writeValueAsString(body.at("/tools/0/function/name").asText())
                + ",\"arguments\":\"{\\\"town\\\":\\\"Ghent\\\"}\"}}]}"
            : "{\"role\":\"assistant\",\"content\":" + JSON.writeValueAsString(text(body)) + "}";
    return "{\"id\":\"r1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"tiny-1-2026\","
        + "\"choices\":[{\"index\":0,\"message\":"
        + message
        + ",\"finish_reason\":\""
        + ("short".equals(mood) ? "length" : "stop")
        + "\"}],\"usage\":{\"prompt_tokens\":31,\"completion_tokens\":17,\"total_tokens\":48}}";
  }

  static String call(String arguments) {
    return chunk(
        "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"" + arguments + "\"}}]}",
        null);
  }

  static String delta(String text) throws IOException {
    return chunk("{\"content\":" + JSON.writeValueAsString(text) + "}", null);
  }

  static String chunk(String delta, @Nullable String finish) {
    return "{\"id\":\"r1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":"
        + "\"tiny-1-2026\",\"system_fingerprint\":\"fp\",\"something_new\":{\"a\":1},"
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"logprobs\":null,\"finish_reason\":"
        + (finish == null ? "null" : "\"" + finish + "\"")
        + "}]}";
  }

  static String error(String message, String code) {
    return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"x\",\"code\":\"" + code + "\"}}";
  }
}
