package io.aiops.studio.plugins.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Connector;
import io.aiops.studio.plugins.testkit.BundleContract;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.Map;
import java.util.Set;

/** The CSV reader and the HTML parser find what they need inside the bundle. */
final class TextBundleTest extends BundleContract {

  @Override
  protected Set<Contribution> contributions() {
    return Set.of(new Contribution(Connector.class, "text"));
  }

  @Override
  protected void use(Contribution contribution, Object given) throws Exception {
    assertThat(call(given, "html-text", "<title>T</title><p>a &eacute; <a href='/x'>b</a>"))
        .containsEntry("title", "T")
        .containsEntry("text", "a é b");
    assertThat(call(given, "csv-rows", "a,b\n1,2\n")).containsEntry("count", 1);
    assertThat(call(given, "log-patterns", "ERROR x\n")).containsEntry("errors", 1L);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> call(Object connector, String tool, String text)
      throws Exception {
    return (Map<String, Object>)
        ((Connector) connector)
            .tools().stream()
                .filter(each -> each.name().equals(tool))
                .findFirst()
                .orElseThrow()
                .function()
                .call(Map.of("text", text), new RecordingContext());
  }
}
