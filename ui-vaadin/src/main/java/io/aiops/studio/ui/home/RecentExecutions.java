package io.aiops.studio.ui.home;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.query.ExecutionViews.Filter;
import io.aiops.studio.host.query.ExecutionViews.Summary;
import io.aiops.studio.ui.execution.ExecutionView;
import io.aiops.studio.ui.execution.StatusBadge;
import io.aiops.studio.ui.text.Moment;
import java.util.List;

/** The newest executions of the workspace. */
final class RecentExecutions extends UnorderedList {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 5;

  private final boolean empty;

  RecentExecutions(Studio studio, Caller caller) {
    addClassName("studio-plain-list");
    List<Summary> newest = studio.query().list(caller, new Filter(null, null, null, MOST)).items();
    empty = newest.isEmpty();
    newest.forEach(each -> add(line(each)));
  }

  boolean isEmpty() {
    return empty;
  }

  private static ListItem line(Summary each) {
    Span when = new Span(new Moment(each.createdAt()), new Span(" by " + each.startedBy()));
    when.addClassName("studio-secondary");
    ListItem line =
        new ListItem(
            new StatusBadge(each.status()),
            new RouterLink(
                each.workflow() + " v" + each.version(),
                ExecutionView.class,
                ExecutionView.parameters(each.id())),
            when);
    line.addClassName("studio-actions");
    return line;
  }
}
