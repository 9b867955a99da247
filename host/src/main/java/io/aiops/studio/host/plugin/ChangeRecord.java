package io.aiops.studio.host.plugin;

import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who changed what about the plugins: a line of the audit record for each of them. */
final class ChangeRecord {

  private final Audit audit;

  ChangeRecord(Audit audit) {
    this.audit = audit;
  }

  /** What was drafted is what is in the set now. */
  void made(Caller caller, Draft draft, PluginSet next) {
    PluginChange change = draft.change();
    if (change.set() != null) {
      String set = "set " + change.set();
      write(
          caller,
          "plugin.rollback",
          change.only() == null ? set : change.only(),
          next,
          Map.of("why", change.why(), "to", set));
    } else {
      draft.plan().items().forEach(item -> item(caller, draft, item, next));
    }
  }

  /** One that had not started is tried again. */
  void enabled(Caller caller, String plugin, PluginSet next) {
    write(caller, "plugin.enable", plugin, next, Map.of());
  }

  private void item(Caller caller, Draft draft, Plan.Item item, PluginSet next) {
    Map<String, @Nullable Object> is = new TreeMap<>();
    is.put("version", String.valueOf(item.to()));
    is.put("sha256", String.valueOf(item.sha256()));
    is.put("isolation", String.valueOf(item.isolation()));
    switch (item.what()) {
      case REMOVED -> write(caller, "plugin.remove", item.name(), next, Map.of());
      case ENABLED -> enabled(caller, item.name(), next);
      case DISABLED -> write(caller, "plugin.disable", item.name(), next, Map.of());
      case INSTALLED, UPGRADED, DOWNGRADED, REPLACED, CHANGED -> {
        boolean stays = draft.wanted().keep().containsKey(item.name());
        if (!stays) {
          is.put("file", draft.wanted().files().getOrDefault(item.name(), ""));
        }
        write(caller, stays ? "plugin.isolate" : "plugin.install", item.name(), next, is);
      }
    }
  }

  private void write(
      Caller caller,
      String action,
      String subject,
      PluginSet changed,
      Map<String, @Nullable Object> details) {
    Map<String, @Nullable Object> all = new TreeMap<>(details);
    all.put("set", changed.version());
    audit.record(caller, action, subject, all);
  }
}
