package io.aiops.studio.host.isolate;

import io.aiops.studio.host.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * One message between the studio and a plugin's process.
 *
 * @param call which call it is about; 0 for none
 * @param request which question of the plugin within that call; 0 for none
 * @param body JSON in UTF-8, or the bytes of a file
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Frame(Type type, long call, long request, byte[] body) {

  /** What it says. The order is the number on the wire. */
  enum Type {
    // From the studio.
    AGENT,
    TOOL,
    GENERATE,
    MODELS,
    OBSERVE,
    CANCEL,
    ANSWER,
    REFUSAL,
    PULL,
    PING,
    STOP,
    // From the plugin's process.
    READY,
    UNFIT,
    RESULT,
    FAILURE,
    ASK_MODEL,
    ASK_TOOL,
    OPEN,
    READ,
    CLOSE,
    SAVE,
    CHUNK,
    BROKEN,
    PROGRESS,
    PONG,
    REQUIRE_HOST,
    REQUIRE_FOLDER
  }

  private static final byte[] NOTHING = new byte[0];

  static Frame of(Type type, long call, long request, @Nullable Object value) {
    return new Frame(type, call, request, Json.bytes(value));
  }

  static Frame bare(Type type, long call, long request) {
    return new Frame(type, call, request, NOTHING);
  }

  <T> T as(Class<T> shape) {
    return Json.parseWarily(body, shape);
  }
}
