package io.aiops.studio.cli.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Server-Sent Events out of the pieces a body comes in; names and data in one line each. */
final class EventLines implements AnswerReader.Body {

  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
  private final BiConsumer<String, String> events;
  private String name = "message";
  private String data = "";

  /**
   * @param events hears each one's name and data
   */
  EventLines(BiConsumer<String, String> events) {
    this.events = events;
  }

  @Override
  public void bytes(byte[] bytes) {
    for (byte next : bytes) {
      if (next == '\n') {
        line(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else if (next != '\r') {
        line.write(next);
      }
    }
  }

  private void line(String text) {
    if (text.isEmpty()) {
      if (!data.isEmpty()) {
        events.accept(name, data);
      }
      name = "message";
      data = "";
    } else if (text.startsWith("event:")) {
      name = text.substring(6).strip();
    } else if (text.startsWith("data:")) {
      data = text.substring(5).strip();
    }
  }
}
