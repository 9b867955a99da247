package io.aiops.studio.plugins.testkit.kit.bad;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Connector;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.api.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Good in all things; each of the others does one of them badly. */
abstract class Base implements Connector {

  private static final String SCHEMA =
      """
      {"type": "object", "properties": {"how": {"type": "string"}}, "required": ["how"],
       "additionalProperties": false}
      """;

  String schema() {
    return SCHEMA;
  }

  Tool.Effect effect() {
    return Tool.Effect.NONE;
  }

  @Override
  public List<Tool> tools() {
    return List.of(new Tool("do", "Do", "Does as it is told.", schema(), effect(), this::call));
  }

  private @Nullable Object call(Map<String, @Nullable Object> arguments, CallContext context)
      throws Exception {
    return switch (String.valueOf(arguments.get("how"))) {
      case "well" -> well(context);
      case "badly" -> badly();
      case "slowly" -> slowly();
      default -> throw new PluginException(Category.INVALID_INPUT, "'how' is well or badly.");
    };
  }

  @Nullable Object well(CallContext context) throws Exception {
    return Map.of("done", true);
  }

  @Nullable Object badly() {
    throw new PluginException(Category.NOT_FOUND, "It is not there.");
  }

  @Nullable Object slowly() throws InterruptedException {
    new CountDownLatch(1).await();
    return null;
  }
}
