package io.aiops.studio.host.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.grant.Grant;
import io.aiops.studio.host.plugin.PluginSet;
import io.aiops.studio.host.plugin.PluginStore;
import io.aiops.studio.host.plugin.PluginStoreContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbiPluginStoreTest extends PluginStoreContract {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final Database database = TestDatabase.create();

  @Override
  protected PluginStore store() {
    return new JdbiPluginStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_plugins_may_have_is_written_in_the_same_transaction() {
    JdbiGrantStore grants = new JdbiGrantStore(database);
    PluginSet first = new PluginSet(1, T0, "ada", "", List.of());
    assertThatThrownBy(() ->
            store()
                .append(
                    first,
                    Map.of(),
                    () -> {
                      grants.add("acme.a", List.of("model:*"), "ada", T0);
                      throw new IllegalStateException("dies");
                    }))
        .hasMessageContaining("dies");
    assertThat(grants.of("acme.a")).isEmpty();
    store().append(first, Map.of(), () -> grants.add("acme.a", List.of("model:*"), "ada", T0));
    assertThat(grants.of("acme.a")).extracting(Grant::permission).containsExactly("model:*");
  }
}
