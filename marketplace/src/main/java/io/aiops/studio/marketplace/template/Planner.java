package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.template.Plan.PluginNeed;
import io.aiops.studio.marketplace.template.Plan.RoleNeed;
import io.aiops.studio.marketplace.template.Plan.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a template's lock against a workspace. */
final class Planner {

  /** So much is fetched from catalogs for one template, in bytes. */
  static final long MOST_FETCHED = 256L * 1024 * 1024;

  private final Studio studio;
  private final Supply supply;

  Planner(Studio studio, Supply supply) {
    this.studio = studio;
    this.supply = supply;
  }

  /** Of roles that the choices do not name, those that only one thing can play are filled in. */
  Plan plan(Caller caller, TemplateFile template, Choices choices) {
    caller.require(Permission.BUILD);
    Surroundings here = Surroundings.of(studio, caller);
    List<Problem> problems = new ArrayList<>(unknown(template.lock(), choices));
    List<PluginNeed> plugins = new ArrayList<>();
    for (Lock.Pin pin : template.lock().plugins()) {
      plugins.add(plugin(caller, template, pin, here, problems));
    }
    problems.addAll(bounds(plugins));
    List<RoleNeed> roles = new ArrayList<>();
    for (Lock.Role role : template.lock().roles()) {
      roles.add(role(role, choices, players(caller, role, here), here, plugins, problems));
    }
    Manifest manifest = template.manifest();
    return new Plan(
        manifest.id(),
        manifest.version().toString(),
        manifest.title(),
        manifest.description(),
        template.sha256(),
        choices.name().isEmpty() ? manifest.workflow() : choices.name(),
        manifest.lineage(),
        plugins,
        roles,
        Form.of(manifest, template.lock()),
        problems);
  }

  private static List<Problem> unknown(Lock lock, Choices choices) {
    List<Problem> problems = new ArrayList<>();
    choices
        .players()
        .forEach((kind, players) ->
            players.keySet().stream()
                .filter(name ->
                    lock.roles().stream()
                        .noneMatch(role -> role.kind() == kind && role.name().equals(name)))
                .forEach(name ->
                    problems.add(
                        new Problem(
                            Form.property(kind) + "." + name,
                            "is chosen, but the template names no such role."))));
    return problems;
  }

  private PluginNeed plugin(
      Caller caller,
      TemplateFile template,
      Lock.Pin pin,
      Surroundings here,
      List<Problem> problems) {
    Optional<PluginView> installed = here.plugin(pin.name());
    State state = state(template, pin, installed);
    if (state == State.IDLE) {
      problems.add(
          new Problem(
              PluginNeed.pathOf(pin.name()),
              "is installed but does not serve now; enable it, or wait until it has started."));
    } else if (state == State.MISSING) {
      return missing(caller, pin, problems);
    } else if (template.carried(pin).isPresent() && installed.isEmpty()) {
      problems.addAll(coming(caller, pin, template.carried(pin).orElseThrow()));
    }
    return new PluginNeed(
        pin.name(),
        pin.version(),
        pin.sha256(),
        state,
        installed.map(PluginView::version).orElse(null),
        null);
  }

  /** Whether it is the lock's jar is known once it has come: nothing is fetched for a plan. */
  private PluginNeed missing(Caller caller, Lock.Pin pin, List<Problem> problems) {
    Found found = supply.find(pin);
    String catalog = found.catalog();
    String path = PluginNeed.pathOf(pin.name());
    if (catalog == null) {
      problems.add(new Problem(path, "is not installed, and not in the file. " + found.why()));
    } else if (!caller.mayAdministerStudio()) {
      problems.add(
          new Problem(
              path,
              "is not installed. The catalog '%s' has it, but only an administrator may install it."
                  .formatted(catalog)));
    } else {
      studio
          .trust()
          .revoked(caller, pin.name(), pin.version(), pin.sha256())
          .ifPresent(why -> problems.add(new Problem(path, Supply.notLetIn(catalog, why))));
    }
    State state = catalog == null ? State.MISSING : State.IN_CATALOG;
    return new PluginNeed(pin.name(), pin.version(), pin.sha256(), state, null, catalog);
  }

  private List<Problem> bounds(List<PluginNeed> plugins) {
    List<Problem> problems = new ArrayList<>();
    long coming = plugins.stream().filter(PluginNeed::comes).count();
    if (coming > PluginChange.MOST) {
      problems.add(
          new Problem(
              "plugins",
              "that are missing are %d; at most %d are installed for a template. Install some of them first."
                  .formatted(coming, PluginChange.MOST)));
    }
    long bytes =
        plugins.stream()
            .filter(need -> need.state() == State.IN_CATALOG)
            .mapToLong(need -> supply.find(need.pin()).bytes())
            .sum();
    if (bytes > MOST_FETCHED) {
      problems.add(
          new Problem(
              "plugins",
              "that come from catalogs have %d bytes; at most %d are fetched for a template. Install some of them first."
                  .formatted(bytes, MOST_FETCHED)));
    }
    return problems;
  }

  /** What its installation would be refused for is said before anything is touched. */
  private List<Problem> coming(Caller caller, Lock.Pin pin, Carried carried) {
    String path = PluginNeed.pathOf(pin.name());
    if (!caller.mayAdministerStudio()) {
      return List.of(
          new Problem(
              path,
              "is not installed. It is in the file, but only an administrator may install it."));
    }
    String sentence =
        carried.bare()
            ? "is in the file as a bare jar only, which is not let in: %s Install its signed package"
                + " first, or take a file that has it."
            : "is in the file, and is not let in: %s";
    return studio.trust().objections(caller, carried.entry(), carried.bytes()).stream()
        .map(why -> new Problem(path, sentence.formatted(why)))
        .toList();
  }

  private static State state(TemplateFile template, Lock.Pin pin, Optional<PluginView> installed) {
    if (installed.isEmpty()) {
      return template
          .carried(pin)
          .map(carried -> carried.bare() ? State.BARE_IN_FILE : State.IN_FILE)
          .orElse(State.MISSING);
    }
    if (installed.get().state() != PluginView.State.ACTIVE) {
      return State.IDLE;
    }
    return installed.get().sha256().equals(pin.sha256()) ? State.HERE : State.OTHER;
  }

  private List<String> players(Caller caller, Lock.Role role, Surroundings here) {
    return role.kind() == Lock.Kind.WORKFLOW
        ? studio.workflows().list(caller, "", 500, 0).stream().map(WorkflowVersion::name).toList()
        : here.players(role);
  }

  private static RoleNeed role(
      Lock.Role role,
      Choices choices,
      List<String> options,
      Surroundings here,
      List<PluginNeed> plugins,
      List<Problem> problems) {
    String player = choices.player(role.kind(), role.name()).orElse(null);
    if (player == null) {
      player = byItself(role, options, plugins, here);
    }
    String path = Form.property(role.kind()) + "." + role.name();
    if (player == null) {
      problems.add(new Problem(path, "has to be chosen: " + offered(role, options)));
    } else if (role.kind() == Lock.Kind.CONNECTION && !fits(role, player, options, plugins)) {
      problems.add(
          new Problem(
              path,
              "cannot be '%s', which is no connection of '%s' here: %s"
                  .formatted(player, role.provider(), offered(role, options))));
    } else if (role.kind() != Lock.Kind.CONNECTION
        && !options.contains(own(role, player))
        && !brought(role, plugins)) {
      problems.add(
          new Problem(
              path, "is '%s', which is not here: %s".formatted(player, offered(role, options))));
    }
    return new RoleNeed(role.kind(), role.name(), role.provider(), player, options);
  }

  private static @Nullable String byItself(
      Lock.Role role, List<String> options, List<PluginNeed> plugins, Surroundings here) {
    if (options.contains(own(role, role.name()))
        || (brought(role, plugins) && role.name().equals(role.provider()))) {
      return role.name();
    }
    boolean other =
        role.kind() == Lock.Kind.CONNECTION
            && here.provider(Lock.Kind.CONNECTION, role.name()).isPresent();
    return role.kind() == Lock.Kind.CONNECTION && options.size() == 1 && !other
        ? options.getFirst()
        : null;
  }

  private static boolean fits(
      Lock.Role role, String player, List<String> options, List<PluginNeed> plugins) {
    return options.contains(player) || (player.equals(role.provider()) && brought(role, plugins));
  }

  /**
   * Whether a plugin comes with the template: what it offers is not known before it is installed.
   */
  private static boolean brought(Lock.Role role, List<PluginNeed> plugins) {
    return role.kind() != Lock.Kind.WORKFLOW && plugins.stream().anyMatch(PluginNeed::comes);
  }

  /** Of a model the provider's name. */
  private static String own(Lock.Role role, String player) {
    return role.kind() == Lock.Kind.MODEL ? player.split("/", 2)[0] : player;
  }

  private static String offered(Lock.Role role, List<String> options) {
    if (!options.isEmpty()) {
      return "there are " + String.join(", ", options) + ".";
    }
    return switch (role.kind()) {
      case CONNECTION -> "make a connection of '" + role.provider() + "' first.";
      case MODEL -> "connect a model first.";
      case WORKFLOW -> "make that workflow, or install its template, first.";
    };
  }
}
