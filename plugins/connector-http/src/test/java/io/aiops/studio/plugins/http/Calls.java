package io.aiops.studio.plugins.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of the connector's tools with one set of settings. */
record Calls(HttpConnector connector, RecordingContext context) {

  private static final HttpConnector ONE_FOR_ALL = new HttpConnector();

  static Calls with(Map<String, ? extends @Nullable Object> settings) {
    return new Calls(ONE_FOR_ALL, new RecordingContext().settings(settings));
  }

  Map<?, ?> call(String tool, Map<String, @Nullable Object> arguments) throws Exception {
    Object result =
        connector.tools().stream()
            .filter(each -> each.name().equals(tool))
            .findFirst()
            .orElseThrow()
            .function()
            .call(arguments, context);
    assertThat(result).isInstanceOf(Map.class);
    return (Map<?, ?>) result;
  }

  PluginException fails(Category category, String tool, Map<String, @Nullable Object> arguments) {
    Throwable thrown = catchThrowable(() -> call(tool, arguments));
    assertThat(thrown).as(tool + arguments).isInstanceOf(PluginException.class);
    PluginException failure = (PluginException) thrown;
    assertThat(failure.category()).as(failure.getMessage()).isEqualTo(category);
    return failure;
  }
}
