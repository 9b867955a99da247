package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What installing a template, or updating from it, would do and still needs. Nothing was changed.
 *
 * @param id of the template
 * @param sha256 of the file
 * @param workflow the name that the workflow would get, or has
 * @param lineage what the template was made from, the nearest last
 * @param plugins that it ran on where it was exported
 * @param roles what a workspace has its own of
 * @param form JSON Schema of the choices
 * @param problems what keeps it from being done now; empty if nothing does
 */
public record Plan(
    String id,
    String version,
    String title,
    String description,
    String sha256,
    String workflow,
    List<Ancestor> lineage,
    List<PluginNeed> plugins,
    List<RoleNeed> roles,
    Map<String, Object> form,
    List<Problem> problems) {

  /** How a plugin stands here. */
  public enum State {
    /** The very version and bytes serve. */
    HERE,
    /** Another version serves, or other bytes of this one; nothing is changed about it. */
    OTHER,
    /** It is installed but does not serve; nothing is changed about it. */
    IDLE,
    /** It is in the file as its publisher signed it, and will be installed from it. */
    IN_FILE,
    /** Only its jar is in the file, which nobody vouches for; it will be installed from it. */
    BARE_IN_FILE,
    /** A catalog has the version, and it will be installed from there if it is the lock's jar. */
    IN_CATALOG,
    /** It is neither here nor in the file, and no catalog may offer it in this version. */
    MISSING
  }

  /**
   * @param version that the template was exported with
   * @param here the version that is installed; null if none is
   * @param catalog that it will be fetched from; null unless it is {@link State#IN_CATALOG}
   */
  public record PluginNeed(
      String name,
      String version,
      String sha256,
      State state,
      @Nullable String here,
      @Nullable String catalog) {
    /** Whether it will be installed, from the file or a catalog. */
    boolean comes() {
      return state == State.IN_FILE || state == State.BARE_IN_FILE || state == State.IN_CATALOG;
    }

    Lock.Pin pin() {
      return new Lock.Pin(name, version, sha256);
    }

    /** Of its problems. */
    String path() {
      return pathOf(name);
    }

    static String pathOf(String plugin) {
      return "plugins." + plugin;
    }
  }

  /**
   * @param role as the text names it
   * @param provider the connector or model plugin that it is a connection of
   * @param player what plays it; null as long as somebody has to choose
   * @param options what could
   */
  public record RoleNeed(
      Lock.Kind kind,
      String role,
      String provider,
      @Nullable String player,
      List<String> options) {}

  /** Whether it can be done now. */
  public boolean ready() {
    return problems.isEmpty();
  }

  /** The same with one more problem. */
  Plan with(String path, String message) {
    List<Problem> more = new java.util.ArrayList<>(problems);
    more.add(new Problem(path, message));
    return new Plan(
        id, version, title, description, sha256, workflow, lineage, plugins, roles, form, more);
  }

  /** All choices, those made and those that follow by themselves. */
  Choices choices(Choices made) {
    Map<Lock.Kind, Map<String, String>> players = new java.util.TreeMap<>();
    for (RoleNeed need : roles) {
      if (need.player() != null) {
        players
            .computeIfAbsent(need.kind(), kind -> new java.util.TreeMap<>())
            .put(need.role(), need.player());
      }
    }
    return new Choices(made.name().isEmpty() ? workflow : made.name(), players);
  }
}
