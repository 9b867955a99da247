package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.marketplace.catalog.Fetched;
import io.aiops.studio.marketplace.template.Plan.PluginNeed;
import io.aiops.studio.marketplace.template.Plan.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Does what a plan says, or nothing: what comes from catalogs is fetched before anything is
 * touched; the plugins, the sample's files and the workflow with its origin are one change, written
 * in one transaction. The text is validated in it, against what the plugins offer that have come up
 * for it.
 */
final class Installer {

  private final Studio studio;
  private final Supply supply;
  private final Set<String> consents;

  /**
   * @param supply that the plan was made with
   * @param consents tokens of what the plugins may have
   */
  Installer(Studio studio, Supply supply, Set<String> consents) {
    this.studio = studio;
    this.supply = supply;
    this.consents = Set.copyOf(consents);
  }

  /**
   * @param choices complete
   * @param text to save
   * @param expectedVersion of the workflow, 0 if there must be none
   * @throws ConsentNeededException of one of the plugins that want what nobody has granted
   */
  Installed apply(
      Caller caller,
      TemplateFile template,
      Plan plan,
      Choices choices,
      String text,
      int expectedVersion) {
    caller.require(Permission.BUILD);
    if (!plan.ready()) {
      throw new InvalidException(plan.problems());
    }
    List<PluginNeed> missing = plan.plugins().stream().filter(PluginNeed::comes).toList();
    Origin origin = origin(template, choices);
    if (missing.isEmpty()) {
      return studio
          .workflows()
          .together(() -> parts(caller, template, plan, text, expectedVersion, origin, missing));
    }
    List<Fetched> fetched = supply.bring(missing);
    AtomicReference<@Nullable Installed> done = new AtomicReference<>();
    studio
        .plugins()
        .apply(
            caller,
            change(template, missing, fetched),
            consents,
            () -> {
              supply.took(fetched);
              done.set(parts(caller, template, plan, text, expectedVersion, origin, missing));
            });
    return Objects.requireNonNull(done.get());
  }

  private static PluginChange change(
      TemplateFile template, List<PluginNeed> missing, List<Fetched> fetched) {
    List<PluginChange.Jar> jars =
        new ArrayList<>(
            missing.stream()
                .filter(need -> need.state() != State.IN_CATALOG)
                .map(need -> template.carried(need.pin()).orElseThrow())
                .map(carried -> new PluginChange.Jar(carried.entry(), carried.bytes(), null))
                .toList());
    fetched.forEach(
        each -> jars.add(new PluginChange.Jar(Supply.fileName(each), each.bytes(), null)));
    return new PluginChange(jars, List.of(), null, "for the template " + template.manifest().id());
  }

  /** What is the template's own. */
  private Installed parts(
      Caller caller,
      TemplateFile template,
      Plan plan,
      String text,
      int expectedVersion,
      Origin origin,
      List<PluginNeed> plugins) {
    Map<String, @Nullable Object> sample =
        expectedVersion == 0
            ? new Sampling(studio.files()).keep(caller, template.sample())
            : new LinkedHashMap<>();
    WorkflowVersion saved = studio.workflows().save(caller, text, expectedVersion, origin);
    return new Installed(
        saved.name(),
        saved.version(),
        plan.id(),
        plan.version(),
        plugins.stream().map(PluginNeed::name).toList(),
        catalogs(plugins),
        sample);
  }

  private static Map<String, String> catalogs(List<PluginNeed> plugins) {
    Map<String, String> catalogs = new TreeMap<>();
    for (PluginNeed need : plugins) {
      if (need.catalog() != null) {
        catalogs.put(need.name(), need.catalog());
      }
    }
    return catalogs;
  }

  private static Origin origin(TemplateFile template, Choices choices) {
    Manifest manifest = template.manifest();
    return new Origin(
        manifest.id(),
        manifest.version().toString(),
        template.sha256(),
        template.text(),
        choices.write(),
        Lineage.write(manifest.lineage()),
        manifest.kind().name());
  }
}
