package io.aiops.studio.ui.home;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.ui.people.PeopleView;
import io.aiops.studio.ui.people.TokensView;
import io.aiops.studio.ui.plugin.PluginsView;
import io.aiops.studio.ui.workflow.WorkflowsView;

/** What people do after their first run, as far as they may. */
final class NextSteps extends UnorderedList {

  private static final long serialVersionUID = 1L;

  NextSteps(Caller caller) {
    addClassName("studio-plain-list");
    if (caller.may(Permission.BUILD)) {
      step(
          new RouterLink("Draw your own workflow", WorkflowsView.class),
          "from a sample or a blank page; canvas and text are one document.");
    }
    if (caller.mayAdministerStudio()) {
      step(
          new RouterLink("Install a plugin", PluginsView.class),
          "your own takes five minutes: ./studio plugin new my-agent.");
    }
    if (caller.may(Permission.ADMINISTER)) {
      step(new RouterLink("Add people", PeopleView.class), "who build, run or only look.");
    }
    step(
        new RouterLink("Make a token", TokensView.class),
        "so that programs and the command line can start executions.");
    step(
        new Anchor("/openapi/ui/", "Read the REST API"), "what the pages can do, programs can do.");
  }

  private void step(Component link, String why) {
    Span text = new Span(why);
    text.addClassName("studio-secondary");
    ListItem item = new ListItem(link, text);
    item.addClassName("studio-actions");
    add(item);
  }
}
