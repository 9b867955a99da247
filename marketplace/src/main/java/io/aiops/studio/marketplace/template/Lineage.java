package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.json.Json;
import java.util.Arrays;
import java.util.List;

/** Ancestors as a workspace remembers them. */
final class Lineage {

  private Lineage() {}

  static String write(List<Ancestor> lineage) {
    return Json.write(lineage);
  }

  /** What {@link #write} wrote. */
  static List<Ancestor> read(String json) {
    return Arrays.asList(Json.parse(json, Ancestor[].class));
  }
}
