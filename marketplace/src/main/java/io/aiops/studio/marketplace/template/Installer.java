package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.marketplace.template.Plan.PluginNeed;
import io.aiops.studio.marketplace.template.Plan.State;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a plan says, or nothing: first the plugins, then the sample's files, last the workflow
 * with its origin in one transaction. Plugins that were installed for it go again if that fails.
 */
final class Installer {

  private static final Logger LOG = LoggerFactory.getLogger(Installer.class);

  private final Studio studio;
  private final Set<String> consents;

  /**
   * @param consents tokens of what plugins of the file may have
   */
  Installer(Studio studio, Set<String> consents) {
    this.studio = studio;
    this.consents = Set.copyOf(consents);
  }

  /**
   * @param choices complete
   * @param text to save
   * @param expectedVersion of the workflow, 0 if there must be none
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
    List<String> plugins = new ArrayList<>();
    try {
      for (PluginNeed need : plan.plugins()) {
        if (need.state() == State.IN_FILE) {
          plugins.add(install(caller, template, need).name());
        }
      }
      Validation validation = studio.workflows().validate(caller, text);
      if (!validation.valid()) {
        throw new InvalidException(validation.problems());
      }
      Map<String, @Nullable Object> sample =
          expectedVersion == 0
              ? new Sampling(studio.files()).keep(caller, template.sample())
              : new LinkedHashMap<>();
      WorkflowVersion saved =
          studio.workflows().save(caller, text, expectedVersion, origin(template, choices));
      return new Installed(
          saved.name(), saved.version(), plan.id(), plan.version(), plugins, sample);
    } catch (RuntimeException e) {
      plugins.reversed().forEach(name -> takeBack(caller, name, e));
      throw e;
    }
  }

  /** Somebody who is asked what it may have answers with the token of the question. */
  private PluginView install(Caller caller, TemplateFile template, PluginNeed need) {
    try {
      return install(caller, template, need, null);
    } catch (ConsentNeededException asked) {
      String token = asked.consent().token();
      if (!consents.contains(token)) {
        throw asked;
      }
      return install(caller, template, need, token);
    }
  }

  private PluginView install(
      Caller caller, TemplateFile template, PluginNeed need, @Nullable String consent) {
    Lock.Pin pin = new Lock.Pin(need.name(), need.version(), need.sha256());
    return studio
        .plugins()
        .install(
            caller,
            need.name() + "-" + need.version() + ".jar",
            new ByteArrayInputStream(template.jar(pin).orElseThrow()),
            consent);
  }

  private static Origin origin(TemplateFile template, Choices choices) {
    Manifest manifest = template.manifest();
    return new Origin(
        manifest.id(),
        manifest.version().toString(),
        template.sha256(),
        template.text(),
        choices.write(),
        Lineage.write(manifest.lineage()));
  }

  private void takeBack(Caller caller, String plugin, RuntimeException why) {
    try {
      studio.plugins().remove(caller, plugin);
    } catch (RuntimeException e) {
      LOG.error("The plugin {} was installed for a template that failed, and stays", plugin, e);
      why.addSuppressed(e);
    }
  }
}
