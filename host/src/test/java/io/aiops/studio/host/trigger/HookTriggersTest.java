package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trigger.HookService.Delivery;
import io.aiops.studio.host.trigger.HookService.Taken;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks against the real engine, database and broker. */
class HookTriggersTest extends TriggerNodes {

  private final Caller ada = person(UUID.randomUUID());
  private TriggerParts node;

  @BeforeEach
  void node() {
    node = node(ada, Clock.systemUTC(), e -> e);
    hub.listen(node.ends()::appended);
    save(ada.workspaceId(), "work", NOTHING);
  }

  private TriggerService.Saved trigger(Source source) {
    return node.service().save(ada, "t", new Definition("work", null, Map.of(), source, true));
  }

  private static Delivery delivery(String secret, String id, String body) {
    String at = "" + Instant.now().getEpochSecond();
    Delivery unsigned = new Delivery(id, at, "", true, body.getBytes(StandardCharsets.UTF_8));
    byte[] key = Base64.getDecoder().decode(secret.substring(HookSecrets.PREFIX.length()));
    return new Delivery(
        id,
        at,
        "v1," + Base64.getEncoder().encodeToString(HookSignature.sign(key, unsigned)),
        true,
        unsigned.body());
  }

  @Test
  void a_delivery_that_comes_again_starts_nothing_new_and_one_with_another_body_is_refused() {
    TriggerService.Saved saved = trigger(new Source.Webhook(0));
    String hook = saved.trigger().id().toString();
    Taken first = node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\": 1}"));
    Taken again = node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\":1}"));
    assertThat(first.created()).isTrue();
    assertThat(first.ended()).isNull();
    assertThat(again).isEqualTo(new Taken(first.executionId(), false, null));
    assertThatThrownBy(() -> node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\": 2}")))
        .isInstanceOf(ConflictException.class);
    assertThat(all(ada, "work")).hasSize(1);
    assertThat(reader.get(ada, first.executionId()).inputs()).isEqualTo(Map.of("n", 1));
  }

  @Test
  void a_delivery_that_comes_again_is_the_same_though_the_trigger_makes_other_inputs_of_it_now() {
    TriggerService.Saved saved = trigger(new Source.Webhook(0));
    String hook = saved.trigger().id().toString();
    Taken first = node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\": 1}"));
    for (String n : List.of("other", "{{ $error('does not fit') }}")) {
      node.service()
          .save(
              ada,
              "t",
              new Definition("work", null, Map.of("n", n), saved.trigger().source(), true));
      assertThat(node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\": 1}")))
          .isEqualTo(new Taken(first.executionId(), false, null));
      assertThatThrownBy(
              () -> node.hooks().take(hook, delivery(saved.secret(), "d1", "{\"n\": 2}")))
          .isInstanceOf(ConflictException.class);
    }
    assertThat(node.service().firings(ada, "t", null, 9).items()).hasSize(1);
    assertThat(all(ada, "work")).hasSize(1);
  }

  @Test
  void what_cannot_be_stored_as_it_came_is_refused_and_nothing_of_it_is_due() {
    TriggerService.Saved saved = trigger(new Source.Webhook(0));
    String hook = saved.trigger().id().toString();
    for (String body :
        List.of(
            "{\"n\": \"\\ud800\"}",
            "{\"n\": [\"\\u0000\"]}",
            "{\"n\": {\"\\u0000\": 1}}",
            "{\"n\": 1e999}")) {
      assertThatThrownBy(() -> node.hooks().take(hook, delivery(saved.secret(), "d", body)))
          .as(body)
          .isInstanceOf(InvalidException.class)
          .hasMessageContaining("body.n");
    }
    assertThat(node.service().firings(ada, "t", null, 9).items()).isEmpty();
  }

  @Test
  void it_can_wait_for_the_output() {
    TriggerService.Saved saved = trigger(new Source.Webhook(30));
    Taken taken =
        node.hooks()
            .take(
                saved.trigger().id().toString(), delivery(saved.secret(), "d", "{\"n\": [1, 2]}"));
    assertThat(taken.ended())
        .containsEntry("status", "COMPLETED")
        .containsEntry("output", Map.of("n", List.of(1, 2)));
  }

  private Taken deliverTo(String workflow, int seconds) {
    TriggerService.Saved saved =
        node.service()
            .save(
                ada,
                workflow,
                new Definition(workflow, null, Map.of(), new Source.Webhook(seconds), true));
    return node.hooks()
        .take(saved.trigger().id().toString(), delivery(saved.secret(), "d", "{\"n\": 1}"));
  }

  @Test
  void it_is_told_how_the_execution_failed() {
    save(ada.workspaceId(), "fails", FAILS);
    Taken taken = deliverTo("fails", 30);
    assertThat(taken.ended())
        .containsEntry("status", "FAILED")
        .containsEntry(
            "failure",
            Map.of("category", "timeout", "message", "The signal did not come within PT0.001S"));
  }

  @Test
  void if_the_execution_takes_longer_it_is_told_which_runs() {
    save(
        ada.workspaceId(),
        "lasts",
        """
        inputs: {type: object, properties: {n: {}}}
        steps: [{id: a, kind: wait, duration: PT1H}]
        """);
    Taken taken = deliverTo("lasts", 1);
    assertThat(taken.created()).isTrue();
    assertThat(taken.ended()).isNull();
    assertThat(reader.get(ada, taken.executionId()).summary().endedAt()).isNull();
  }

  @Test
  void what_does_not_fit_is_told_kept_in_the_history_and_welcome_once_it_is_mended() {
    TriggerService.Saved saved = trigger(new Source.Webhook(0));
    String hook = saved.trigger().id().toString();
    Delivery list = delivery(saved.secret(), "d", "[7]");
    assertThatThrownBy(() -> node.hooks().take(hook, list))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> node.hooks().take(hook, delivery(saved.secret(), "e", "{\"x\": 1}")))
        .hasMessageContaining("inputs.x");
    assertThatThrownBy(() -> node.hooks().take(hook, delivery(saved.secret(), "f", "{nonsense")))
        .hasMessageContaining("body");
    assertThat(node.service().firings(ada, "t", null, 9).items())
        .hasSize(2)
        .allMatch(firing -> firing.status() == Firing.Status.FAILED);
    node.service()
        .save(
            ada,
            "t",
            new Definition(
                "work",
                null,
                Map.of("n", "{{ event.body[0] }}", "at", "{{ event.id & '@' & trigger.name }}"),
                saved.trigger().source(),
                true));
    Taken taken = node.hooks().take(hook, list);
    assertThat(reader.get(ada, taken.executionId()).inputs())
        .isEqualTo(Map.of("n", 7, "at", "d@t"));
  }

  @Test
  void a_secret_is_good_for_its_hook_until_there_is_a_new_one_or_it_is_gone() {
    TriggerService.Saved saved = trigger(new Source.Webhook(0));
    String hook = saved.trigger().id().toString();
    Delivery old = delivery(saved.secret(), "d", "{}");
    String secret = node.service().newSecret(ada, "t");
    for (String id : List.of(hook, UUID.randomUUID().toString(), "nonsense")) {
      assertThatThrownBy(() -> node.hooks().take(id, old)).isInstanceOf(HookRefusedException.class);
    }
    Delivery good = delivery(secret, "d", "{}");
    assertThat(node.hooks().take(hook, good).created()).isTrue();
    node.service().enable(ada, "t", false);
    Delivery next = delivery(secret, "e", "{}");
    assertThatThrownBy(() -> node.hooks().take(hook, next)).isInstanceOf(ConflictException.class);
    node.service().remove(ada, "t");
    assertThatThrownBy(() -> node.hooks().take(hook, good))
        .isInstanceOf(HookRefusedException.class);
    assertThat(saved.toString()).doesNotContain(saved.secret());
  }
}
