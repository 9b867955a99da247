package io.aiops.studio.host.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.problem.InvalidException;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a form says of a change of plugins, and what it may not say. */
class ChangeBodyTest {

  private record Part(String name, @Nullable String file, String text) implements EntityPart {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public Optional<String> getFileName() {
      return Optional.ofNullable(file);
    }

    @Override
    public InputStream getContent() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public <T> T getContent(Class<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> T getContent(GenericType<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MultivaluedMap<String, String> getHeaders() {
      return new MultivaluedHashMap<>();
    }

    @Override
    public MediaType getMediaType() {
      return MediaType.APPLICATION_OCTET_STREAM_TYPE;
    }
  }

  private static EntityPart text(String name, String text) {
    return new Part(name, null, text);
  }

  private static PluginChange change(EntityPart... parts) throws IOException {
    return ChangeBody.form(List.of(parts), null);
  }

  @Test
  void jars_removals_and_where_code_runs_come_in_any_order() throws IOException {
    PluginChange change =
        change(
            new Part("jar", "a.jar", "first"),
            text("remove", "acme.c"),
            text("isolation", "separate"),
            text("why", " tidy up "),
            new Part("jar", "b.jar", "second"));
    assertThat(change.jars())
        .extracting(PluginChange.Jar::fileName)
        .containsExactly("a.jar", "b.jar");
    assertThat(change.jars())
        .extracting(PluginChange.Jar::isolation)
        .containsOnly(Isolation.SEPARATE);
    assertThat(change.jars().getLast().bytes()).asString().isEqualTo("second");
    assertThat(change.remove()).containsExactly("acme.c");
    assertThat(change.why()).isEqualTo("tidy up");
    assertThat(change(text("set", "17")).set()).isEqualTo(17);
  }

  @Test
  void what_is_no_change_names_the_part() {
    assertThatThrownBy(() -> change(text("colour", "x")))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("colour: is no part of a change; expected 'jar'");
    assertThatThrownBy(() -> change(text("set", "-1")))
        .hasMessageContaining("set: is '-1'; expected the version of a set");
    assertThatThrownBy(() -> change(text("isolation", "none"), text("remove", "x")))
        .satisfies(e -> assertThat(e).isInstanceOf(InvalidException.class));
    assertThatThrownBy(() -> change(text("why", "x".repeat(9_000))))
        .hasMessageContaining("more than 8 KiB");
    EntityPart[] many = Collections.nCopies(21, text("remove", "x")).toArray(EntityPart[]::new);
    assertThatThrownBy(() -> change(many)).hasMessageContaining("at most 20");
    assertThatThrownBy(() -> change()).hasMessageContaining("jar: is missing");
  }
}
