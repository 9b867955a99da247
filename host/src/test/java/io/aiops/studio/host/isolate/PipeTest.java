package io.aiops.studio.host.isolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.isolate.Frame.Type;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PipeTest {

  private static Pipe reading(byte[] bytes) {
    return new Pipe(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
  }

  private static byte[] written(Frame... frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Pipe pipe = new Pipe(InputStream.nullInputStream(), out);
    for (Frame frame : frames) {
      pipe.write(frame);
    }
    return out.toByteArray();
  }

  @Test
  void what_is_written_is_read() throws IOException {
    Pipe pipe =
        reading(
            written(
                Frame.of(Type.AGENT, 1, 0, "hello"),
                Frame.bare(Type.PONG, 0, Long.MAX_VALUE),
                new Frame(Type.CHUNK, -1, 2, new byte[100_000])));
    Frame first = pipe.read();
    assertThat(first.type()).isEqualTo(Type.AGENT);
    assertThat(first.call()).isEqualTo(1);
    assertThat(first.as(String.class)).isEqualTo("hello");
    assertThat(pipe.read().request()).isEqualTo(Long.MAX_VALUE);
    assertThat(pipe.read().body()).hasSize(100_000);
    assertThat(pipe.read()).isNull();
  }

  @Test
  void an_end_in_the_middle_is_told_from_an_end() throws IOException {
    byte[] whole = written(Frame.of(Type.AGENT, 1, 0, "hello"));
    for (int length = 1; length < whole.length; length++) {
      Pipe pipe = reading(Arrays.copyOf(whole, length));
      assertThatThrownBy(pipe::read).as("%s bytes", length).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void what_is_no_message_is_refused_before_anything_of_it_is_kept() {
    byte[] header = ByteBuffer.allocate(21).putInt(Pipe.LARGEST + 1).array();
    assertThatThrownBy(() -> reading(header).read()).hasMessageContaining("33554433 bytes");
    byte[] negative = ByteBuffer.allocate(21).putInt(-1).array();
    assertThatThrownBy(() -> reading(negative).read()).hasMessageContaining("4294967295 bytes");
    byte[] unknown = ByteBuffer.allocate(21).putInt(0).put((byte) 99).array();
    assertThatThrownBy(() -> reading(unknown).read()).hasMessageContaining("unknown type 99");
  }

  @Test
  void what_is_too_large_is_not_written() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Pipe pipe = new Pipe(InputStream.nullInputStream(), out);
    assertThatThrownBy(() -> pipe.write(new Frame(Type.CHUNK, 1, 1, new byte[Pipe.LARGEST + 1])))
        .isInstanceOf(Pipe.FrameTooLargeException.class)
        .hasMessageContaining("33554433 bytes");
    assertThat(out.size()).isZero();
  }
}
