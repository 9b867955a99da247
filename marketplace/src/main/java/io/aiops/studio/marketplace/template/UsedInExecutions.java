package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.plugin.PluginView;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.marketplace.review.Use;
import java.util.List;
import java.util.Optional;

/**
 * What the newest executions of a workspace used: plugins that their workflows name, as a
 * template's lock would have them, and templates that their workflows were made from.
 */
public final class UsedInExecutions implements Use {

  private static final int EXECUTIONS = 200;
  private static final int WORKFLOWS = 50;

  private final Studio studio;

  public UsedInExecutions(Studio studio) {
    this.studio = studio;
  }

  /** A version of a workflow that ran. */
  private record Ran(String workflow, int version) {}

  @Override
  public Optional<String> version(Caller caller, String listing) {
    List<Ran> ran =
        studio.query().list(caller, new Filter(null, null, null, EXECUTIONS)).items().stream()
            .map(UsedInExecutions::ran)
            .distinct()
            .limit(WORKFLOWS)
            .toList();
    return ran.isEmpty()
        ? Optional.empty()
        : plugin(caller, listing, ran).or(() -> template(caller, listing, ran));
  }

  private static Ran ran(Summary execution) {
    return new Ran(execution.workflow(), execution.version());
  }

  private Optional<String> plugin(Caller caller, String listing, List<Ran> ran) {
    Surroundings here = Surroundings.of(studio, caller);
    return here.plugin(listing)
        .filter(plugin -> ran.stream().anyMatch(each -> names(caller, each, plugin, here)))
        .map(PluginView::version);
  }

  private boolean names(Caller caller, Ran each, PluginView plugin, Surroundings here) {
    try {
      WorkflowVersion version = studio.workflows().get(caller, each.workflow(), each.version());
      return new Locking(here, Source.of(version.text()).value())
          .lock(version.text()).plugins().stream()
              .anyMatch(pin -> pin.name().equals(plugin.name()));
    } catch (NotFoundException removed) {
      // Nobody can say any more what it named.
      return false;
    }
  }

  private Optional<String> template(Caller caller, String listing, List<Ran> ran) {
    return studio.workflows().origins(caller).stream()
        .filter(made -> made.origin().template().equals(listing))
        .filter(made -> ran.stream().anyMatch(each -> each.workflow().equals(made.workflow())))
        .map(made -> made.origin().version())
        .findFirst();
  }
}
