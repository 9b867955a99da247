package io.aiops.studio.ui.queue;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.node.Node;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.query.QueueViews.Overview;
import io.aiops.studio.host.query.QueueViews.Unfinished;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.live.Live;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the work flows between engine and workers, read anew each second. */
@Route(value = Routes.QUEUES, layout = MainLayout.class)
@PageTitle("Queues and workers · AI Ops Studio")
public final class QueuesView extends Page implements Live.Show<QueuesView.Read> {

  private static final long serialVersionUID = 1L;

  private final transient Studio studio;
  private final QueueTable queues = new QueueTable();
  private final NodeTable nodes = new NodeTable();
  private final SilentList silentOutside = new SilentList();
  private final Div places = new Div(new H2("Connections with places"));
  private final ConnectionTable connections = new ConnectionTable();
  private final DeadLetterTable letters;
  private final transient Live<Read> live;
  private final Div unfinished = new Div();
  private final Paragraph silent = new Paragraph();

  /**
   * What was read, or why it could not be: a page that watches a broker must survive its absence.
   */
  public record Read(
      @Nullable Overview overview,
      List<Node> nodes,
      List<DeadLetter> letters,
      @Nullable String problem) {}

  public QueuesView(Studio studio) {
    super("Queues and workers");
    this.studio = studio;
    letters = new DeadLetterTable(this::open);
    addIntroduction(
        "Commands go to the engine, which decides what comes next; tasks go to the workers, which"
            + " run agents, tools and transformations. The queues serve all workspaces together.");
    silent.addClassName("studio-failure");
    silent.getElement().setAttribute("role", "status");
    silent.setVisible(false);
    places.add(connections);
    places.setVisible(false);
    add(
        silent,
        silentOutside,
        unfinished,
        new H2("Queues"),
        queues,
        places,
        new H2("Dead letters"),
        letters,
        new H2("Nodes"),
        nodes);
    live = Live.on(this, studio, (feed, caller, watcher) -> () -> {}, this);
  }

  @Override
  public Read read(Caller caller) {
    try {
      return new Read(
          studio.queues().queues(caller),
          studio.nodes().list(caller),
          studio.deadLetters().list(caller),
          null);
    } catch (UnavailableException away) {
      return new Read(null, List.of(), List.of(), away.getMessage());
    }
  }

  @Override
  public boolean show(Read read) {
    Overview overview = read.overview();
    silent.setVisible(overview == null);
    if (overview == null) {
      silent.setText(read.problem() + " What is below is how it was before.");
    } else {
      queues.show(overview.queues());
      silentOutside.show(overview.silent());
      places.setVisible(!overview.connections().isEmpty());
      connections.show(overview.connections());
      nodes.show(read.nodes());
      letters.show(read.letters());
      unfinished.removeAll();
      unfinished.add(facts(overview));
    }
    return true;
  }

  private void open(DeadLetter letter) {
    new DeadLetterDialog(studio, letter, live::soon).open();
  }

  private static Facts facts(Overview overview) {
    Unfinished now = overview.unfinished();
    Facts facts = new Facts();
    facts.fact("Executions running", Texts.count(now.running()));
    facts.fact("Not begun yet", Texts.count(now.pending()));
    if (now.oldest() != null) {
      facts.fact("Oldest of them", new Moment(now.oldest()));
    }
    facts.fact("SLA breaches in 24 hours", Texts.count(overview.slaBreaches()));
    return facts;
  }
}
