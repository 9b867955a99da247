package io.aiops.studio.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SseReaderTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static SseReader reading(String text) {
    return new SseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void reads_events_with_and_without_id() throws IOException, InterruptedException {
    try (SseReader reader =
        reading("id: 7\nevent: StepScheduled\ndata: {}\n\n: alive\n\nevent:progress\ndata:é\n\n")) {
      assertThat(reader.next(LONG)).contains(new SseEvent("7", "StepScheduled", "{}"));
      assertThat(reader.next(LONG)).contains(new SseEvent(null, "progress", "é"));
      assertThat(reader.next(LONG)).isEmpty();
    }
  }

  @Test
  void joins_data_lines_and_takes_carriage_returns() throws IOException, InterruptedException {
    try (SseReader reader = reading("data: a\r\ndata:\r\ndata: b\r\n\r\n")) {
      assertThat(reader.next(LONG)).contains(new SseEvent(null, "message", "a\n\nb"));
    }
  }

  @Test
  void drops_an_event_that_was_cut_off() throws IOException, InterruptedException {
    try (SseReader reader = reading("id: 1\ndata: whole\n\nid: 2\ndata: hal")) {
      assertThat(reader.next(LONG)).contains(new SseEvent("1", "message", "whole"));
      assertThat(reader.next(LONG)).isEmpty();
    }
  }

  @Test
  void a_stream_that_falls_silent_is_broken() throws IOException, InterruptedException {
    try (PipedOutputStream out = new PipedOutputStream();
        SseReader reader = new SseReader(new PipedInputStream(out))) {
      out.write("id: 1\ndata: x\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      assertThat(reader.next(LONG)).isPresent();
      assertThatThrownBy(() -> reader.next(Duration.ofMillis(50)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nothing came");
    }
  }
}
