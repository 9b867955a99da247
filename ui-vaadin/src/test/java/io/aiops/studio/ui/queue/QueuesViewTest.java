package io.aiops.studio.ui.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextArea;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.query.QueueViews.Queue;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
        .contains("Executions running17", "Not begun yet2", "SLA breaches in 24 hours4")
        .contains("Commands for the engine0–312812812–1")
        .contains("Tasks for the workers1,2344.2 s640–3.3211");
  }

  @Test
  void shows_what_is_bounded_and_what_does_not_answer() {
    assertThat(text(open()))
        .contains("ticketsconnector55120")
        .contains("Degraded: Model provider 'openai' does not answer node 'left'");
  }

  @Test
  void shows_which_nodes_live_and_what_they_do() {
    assertThat(text(open()))
        .contains("leftUpengine, web, worker647 (default 5, gpu 2)just now–")
        .contains("rightDeadweb––40 s agoecho");
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

  private QueuesView withLetter(Role role) {
    fake.deadLetters.letters =
        List.of(
            new DeadLetter(
                new UUID(0, 7),
                new UUID(0, 1),
                new UUID(0, 2),
                "Cancel",
                "{\"executionId\":\"00000000-0000-0000-0000-000000000002\",\"by\":\"ada\"}",
                "it is too odd",
                8,
                Instant.EPOCH));
    signIn(role);
    UI.getCurrent().navigate(Routes.QUEUES);
    QueuesView view = (QueuesView) getCurrentView();
    view.show(view.read(FakeIdentity.caller(role)));
    return view;
  }

  @Test
  void shows_what_could_not_be_handled_and_why() {
    assertThat(text(open())).contains("Every command could be handled.");
    assertThat(text(withLetter(Role.VIEWER))).contains("Cancel", "8", "it is too odd");
  }

  @Test
  void an_edited_command_is_checked_before_it_is_sent() {
    withLetter(Role.ADMINISTRATOR);
    test($(Button.class).withText("Look").single()).click();
    TextArea body = $(TextArea.class).single();
    test(body).setValue("{\"by\":");
    test($(Button.class).withText("Send it again").single()).click();
    assertThat(body.getErrorMessage()).contains("no JSON object");
    test(body).setValue("{}");
    test($(Button.class).withText("Send it again").single()).click();
    assertThat(body.getErrorMessage()).contains("body.by");
    assertThat(fake.deadLetters.sent).isEmpty();
    test(body).setValue("{\"by\": \"grace\"}");
    test($(Button.class).withText("Send it again").single()).click();
    assertThat(fake.deadLetters.sent).containsExactly("{\"by\":\"grace\"}");
  }

  @Test
  void an_operator_sends_a_command_as_it_is() {
    withLetter(Role.OPERATOR);
    test($(Button.class).withText("Look").single()).click();
    assertThat($(TextArea.class).single().isReadOnly()).isTrue();
    test($(Button.class).withText("Send it again").single()).click();
    assertThat(fake.deadLetters.sent).hasSize(1);
  }

  @Test
  void says_that_nobody_serves_a_pool() {
    fake.queues.queues =
        List.of(
            new Queue("tasks.gpu", 3, 0, 0, 0, 10L, null, null, 0L, "No worker serves this pool."));
    assertThat(text(open()))
        .contains("Tasks for the workers of pool 'gpu'", "No worker serves this pool.");
  }
}
