package io.aiops.studio.host.grant;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What one version of a plugin may have: what its manifest declares, as far as it is granted. Asked
 * before each thing, so that what is taken back is gone at once.
 */
public final class Rights {

  private static final UUID NOBODY = new UUID(0, 0);

  private final String plugin;
  private final String version;
  private final Wants wants;
  private final Supplier<Set<String>> granted;
  private final Audit audit;

  Rights(String plugin, String version, Wants wants, Supplier<Set<String>> granted, Audit audit) {
    this.plugin = plugin;
    this.version = version;
    this.wants = wants;
    this.granted = granted;
    this.audit = audit;
  }

  /** Whether it was let see a service of that type, in the framework. */
  public boolean seesService(String type) {
    return allows(Want.Kind.SERVICE, want -> want.covers(type));
  }

  boolean allows(Want.Kind kind, Predicate<Want> fits) {
    return wants.all().stream()
        .filter(want -> want.kind() == kind)
        .filter(fits)
        .anyMatch(want -> granted.get().contains(want.toString()));
  }

  /**
   * @param fits whether a want of that kind is for what is asked
   * @param asked as the manifest would have to declare it, without the kind
   * @throws PluginException {@code DENIED}, once it is in the workspace's audit record
   */
  void require(Refusals refusals, Want.Kind kind, Predicate<Want> fits, String asked) {
    if (allows(kind, fits)) {
      return;
    }
    String permission = kind.word() + ":" + asked;
    boolean declared = wants.all().stream().filter(w -> w.kind() == kind).anyMatch(fits);
    String why = declared ? "which is not granted to it" : "which its manifest does not declare";
    if (refusals.first(plugin, permission)) {
      audit.record(
          new Caller(
              NOBODY, "plugin " + plugin, refusals.workspaceId(), Role.VIEWER, Set.of(), false),
          "plugin.refused",
          plugin,
          Map.of(
              "version", version,
              "permission", permission,
              "reason", why,
              "at", refusals.at()));
    }
    throw new PluginException(
        Category.DENIED,
        "The plugin '"
            + plugin
            + "' was refused "
            + permission
            + ", "
            + why
            + (declared
                ? ". An administrator can install it again and consent."
                : ". Its author declares it in the header " + Wants.HEADER + "."));
  }
}
