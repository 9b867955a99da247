package io.aiops.studio.ui.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import org.junit.jupiter.api.Test;

class QueuesViewTest extends ViewTest {

  private QueuesView open() {
    signIn(Role.VIEWER);
    UI.getCurrent().navigate(Routes.QUEUES);
    return (QueuesView) getCurrentView();
  }

  private static String text(QueuesView view) {
    return view.getElement().getTextRecursively();
  }

  @Test
  void shows_depth_age_rates_and_what_is_in_flight() {
    assertThat(text(open()))
        .contains("Executions running17", "Not begun yet2")
        .contains("Commands for the engine0–3128128121")
        .contains("Tasks for the workers1,2344.2 s640–3.31");
  }

  @Test
  void shows_which_nodes_live_and_what_they_do() {
    assertThat(text(open()))
        .contains("leftUpengine, web, worker641.0 s ago–")
        .contains("rightDeadweb–40.0 s agoecho");
  }

  @Test
  void is_read_again_each_second() {
    QueuesView view = open();
    fake.queues.queues = fake.queues.queues.subList(0, 1);
    assertThat(view.show(view.read(FakeIdentity.caller(Role.VIEWER)))).isTrue();
    assertThat(text(view)).doesNotContain("Tasks for the workers");
  }

  @Test
  void says_so_while_the_broker_is_away_and_keeps_what_it_knew() {
    QueuesView view = open();
    fake.queues.away = true;
    assertThat(view.show(view.read(FakeIdentity.caller(Role.VIEWER)))).isTrue();
    assertThat(text(view)).contains("The broker does not answer.", "1,234");
  }
}
