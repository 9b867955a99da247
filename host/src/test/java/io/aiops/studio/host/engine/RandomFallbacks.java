package io.aiops.studio.host.engine;

import io.aiops.studio.host.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Some steps that a fallback is for get one; an agent's is another model. */
final class RandomFallbacks {

  private RandomFallbacks() {}

  static String in(String workflow, Random random) {
    Map<String, Object> body = Json.parseMap(workflow);
    add(body, random);
    return Json.write(body);
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<String, Object> body, Random random) {
    for (Map<String, Object> step : (List<Map<String, Object>>) body.get("steps")) {
      if (step.containsKey("steps")) {
        add(step, random);
      }
      boolean calls = step.get("kind").equals("agent") || step.get("kind").equals("tool");
      if (calls && !step.containsKey("undo") && random.nextInt(4) > 0) {
        step.put(
            "fallback",
            step.get("kind").equals("agent")
                ? Map.of("model", "small", "retry", Map.of("attempts", 1 + random.nextInt(2)))
                : Map.of("kind", "tool", "tool", "text/y"));
      }
    }
  }
}
