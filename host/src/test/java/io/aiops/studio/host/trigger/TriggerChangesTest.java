package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.persistence.JdbiFiringStore;
import io.aiops.studio.host.persistence.JdbiTriggerStore;
import io.aiops.studio.host.persistence.TestDatabase;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody changes a trigger after somebody else has read it to do the same. */
class TriggerChangesTest {

  private static final Source HOURLY = new Source.Schedule("0 * * * *", "UTC", Missed.SKIP, 100);

  @TempDir Path folder;

  private final Caller ada = Somebody.with(Role.BUILDER);
  private final TestClock clock = new TestClock();
  private final Database database = TestDatabase.create();
  private final TriggerStore real = new JdbiTriggerStore(database);
  private HookSecrets secrets;
  private TriggerService service;
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void start() {
    Secrets sealing = Secrets.withKey(null, folder.resolve("key"));
    secrets = new HookSecrets(sealing);
    InMemoryWorkflowStore workflows = new InMemoryWorkflowStore();
    String text =
        """
        schema: aiops-studio/workflow/v1
        name: work
        steps: [{id: a, kind: wait, duration: PT1S}]
        """;
    workflows.save(
        ada.workspaceId(),
        WorkflowReader.read(text).workflow().orElseThrow(),
        text,
        "ada",
        Instant.EPOCH,
        0);
    service =
        new TriggerParts(
                new TriggerParts.Needs(
                    interrupted(),
                    new JdbiFiringStore(database),
                    nothing(),
                    new InMemoryExecutionStore(),
                    workflows,
                    (user, workspace) -> Optional.of(ada),
                    new Expressions(),
                    sealing,
                    (who, action, subject, details) -> {},
                    (cause, outcome, count) -> {},
                    clock))
            .service();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Nothing is started here. */
  private static ExecutionService nothing() {
    return (ExecutionService)
        Proxy.newProxyInstance(
            ExecutionService.class.getClassLoader(),
            new Class<?>[] {ExecutionService.class},
            (proxy, method, given) -> {
              throw new AssertionError(method);
            });
  }

  /** After a trigger was read by its name, the rest of what happens meanwhile does. */
  private TriggerStore interrupted() {
    return (TriggerStore)
        Proxy.newProxyInstance(
            TriggerStore.class.getClassLoader(),
            new Class<?>[] {TriggerStore.class},
            (proxy, method, given) -> {
              Object answer = method.invoke(real, given);
              if (method.getName().equals("find") && given.length == 2) {
                Runnable now = meanwhile;
                meanwhile = () -> {};
                now.run();
              }
              return answer;
            });
  }

  private static Definition definition(Source source, int n) {
    return new Definition("work", null, Map.of("n", n), source, true);
  }

  private byte[] key() {
    TriggerStore.Stored stored = real.find(ada.workspaceId(), "t").orElseThrow();
    return secrets.key(stored.trigger().id(), stored.secret());
  }

  @Test
  void a_new_secret_is_not_undone_by_who_saves() {
    String[] secret = {service.save(ada, "t", definition(new Source.Webhook(0), 1)).secret()};
    meanwhile = () -> secret[0] = service.newSecret(ada, "t");
    service.save(ada, "t", definition(new Source.Webhook(0), 2));
    assertThat(key())
        .isEqualTo(Base64.getDecoder().decode(secret[0].substring(HookSecrets.PREFIX.length())));
  }

  @Test
  void a_new_secret_undoes_nothing() {
    service.save(ada, "t", definition(new Source.Webhook(0), 1));
    meanwhile =
        () -> {
          service.save(ada, "t", definition(new Source.Webhook(0), 2));
          service.enable(ada, "t", false);
        };
    service.newSecret(ada, "t");
    assertThat(service.get(ada, "t"))
        .returns(false, Trigger::enabled)
        .returns(Map.of("n", 2), Trigger::inputs);
  }

  @Test
  void who_switches_it_does_not_undo_what_somebody_saves() {
    service.save(ada, "t", definition(HOURLY, 1));
    Source yearly = new Source.Schedule("0 0 1 1 *", "UTC", Missed.SKIP, 100);
    for (boolean enabled : List.of(false, true)) {
      if (enabled) {
        service.enable(ada, "t", false);
      }
      meanwhile =
          () -> {
            clock.advance(Duration.ofSeconds(1));
            service.save(ada, "t", definition(yearly, 2));
          };
      assertThatThrownBy(() -> service.enable(ada, "t", enabled))
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("'t'");
      assertThat(service.get(ada, "t"))
          .returns(true, Trigger::enabled)
          .returns(yearly, Trigger::source)
          .returns(Instant.parse("2027-01-01T00:00:00Z"), Trigger::nextAt);
    }
  }

  @Test
  void a_schedule_that_is_saved_has_a_next_time_whatever_was_done_to_it_meanwhile() {
    Trigger saved = service.save(ada, "t", definition(HOURLY, 1)).trigger();
    meanwhile = () -> service.enable(ada, "t", false);
    service.save(ada, "t", definition(HOURLY, 2));
    assertThat(service.get(ada, "t"))
        .returns(true, Trigger::enabled)
        .returns(saved.nextAt(), Trigger::nextAt);
  }
}
