package io.aiops.studio.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditViewTest {

  @Test
  void details_are_said_in_words() {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("address", "127.0.0.1");
    details.put("version", 3);
    details.put("before", null);
    details.put("reason", "");
    details.put("scopes", List.of("RUN"));
    assertThat(AuditView.words(details))
        .isEqualTo("address 127.0.0.1, version 3, before none, scopes [\"RUN\"]");
    assertThat(AuditView.words(Map.of())).isEmpty();
  }
}
