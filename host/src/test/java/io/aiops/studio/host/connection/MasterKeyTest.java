package io.aiops.studio.host.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiKeyWitness;
import io.aiops.studio.host.persistence.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void a_node_with_another_master_key_is_refused_and_one_with_the_same_is_not() throws Exception {
    try (Database database = TestDatabase.create()) {
      JdbiKeyWitness witness = new JdbiKeyWitness(database);
      Path first = folder.resolve("first.key");
      Secrets.withKey(null, first).agree(witness);
      Secrets.withKey(null, first).agree(witness);

      Secrets other = Secrets.withKey(null, folder.resolve("other.key"));
      assertThatThrownBy(() -> other.agree(witness))
          .hasMessageContaining("STUDIO_MASTER_KEY")
          .hasMessageContaining("another master key");

      Secrets shared = Secrets.withKey(Files.readString(first), folder.resolve("none.key"));
      shared.agree(witness);
      assertThat(folder.resolve("none.key")).doesNotExist();
    }
  }
}
