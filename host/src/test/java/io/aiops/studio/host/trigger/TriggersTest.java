package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.engine.ExecutionService;
import io.aiops.studio.host.execution.InMemoryExecutionStore;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what with triggers, and what is recorded of it. */
class TriggersTest {

  @TempDir Path folder;

  private static final Set<Permission> ALL = Set.of(Permission.values());

  private final UUID workspace = UUID.randomUUID();
  private final Caller builder = caller("ada", Role.BUILDER, ALL);
  private final InMemoryFirings firings = new InMemoryFirings();
  private final InMemoryTriggers store = new InMemoryTriggers(firings);
  private final List<String> started = new ArrayList<>();
  private final List<String> audit = new ArrayList<>();
  private TriggerService service;

  private Caller caller(String name, Role role, Set<Permission> scopes) {
    return new Caller(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        name,
        workspace,
        role,
        scopes,
        true);
  }

  private final class Starts implements ExecutionService {
    @Override
    public Started start(Caller caller, StartRequest request) {
      started.add(caller.userName() + " " + request.workflow() + " " + request.inputs());
      return new Started(UUID.randomUUID(), true);
    }

    @Override
    public Started rerun(Caller caller, UUID executionId, Rerun request) {
      throw new AssertionError("triggers run nothing again");
    }

    @Override
    public Replayed replay(Caller caller, UUID executionId) {
      throw new AssertionError("triggers replay nothing");
    }

    @Override
    public void cancel(Caller caller, UUID executionId) {
      throw new AssertionError("triggers cancel nothing");
    }
  }

  @BeforeEach
  void start() {
    InMemoryWorkflowStore workflows = new InMemoryWorkflowStore();
    String text =
        "schema: aiops-studio/workflow/v1\n"
            + "name: work\n"
            + "steps: [{id: a, kind: wait, duration: PT1S}]";
    workflows.save(
        workspace,
        WorkflowReader.read(text).workflow().orElseThrow(),
        text,
        "ada",
        Instant.EPOCH,
        0);
    Map<UUID, Caller> people = Map.of(builder.userId(), builder, operator().userId(), operator());
    service =
        new TriggerParts(
                new TriggerParts.Needs(
                    store,
                    firings,
                    new Starts(),
                    new InMemoryExecutionStore(),
                    workflows,
                    (user, ws) -> Optional.ofNullable(people.get(user)),
                    new Expressions(),
                    Secrets.withKey(null, folder.resolve("key")),
                    (who, action, subject, details) ->
                        audit.add(who.userName() + " " + action + " " + subject),
                    (cause, outcome, count) -> {},
                    new TestClock()))
            .service();
  }

  private Caller operator() {
    return caller("bob", Role.OPERATOR, ALL);
  }

  private static Definition schedule() {
    return new Definition(
        "work", null, Map.of(), new Source.Schedule("0 * * * *", "UTC", Missed.SKIP, 100), true);
  }

  @Test
  void changing_needs_building_and_running_firing_needs_running_seeing_needs_nothing_more() {
    service.save(builder, "t", schedule());
    Caller viewer = caller("eve", Role.VIEWER, ALL);
    Caller token = caller("ada", Role.BUILDER, Set.of(Permission.VIEW, Permission.BUILD));
    for (Caller who : List.of(operator(), viewer, token)) {
      denied(() -> service.save(who, "u", schedule()));
      denied(() -> service.enable(who, "t", true));
      denied(() -> service.newSecret(who, "t"));
    }
    for (Caller who : List.of(operator(), viewer)) {
      denied(() -> service.remove(who, "t"));
    }
    for (Caller who : List.of(viewer, token)) {
      denied(() -> service.fire(who, "t", null, null));
      denied(() -> service.backfill(who, "t", Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
    }
    Caller nobody = caller("eve", Role.VIEWER, Set.of());
    denied(() -> service.list(nobody));
    denied(() -> service.firings(nobody, "t", null, 9));
    denied(() -> service.preview(nobody, "* * * * *", "UTC"));
    assertThat(service.list(viewer)).hasSize(1);
    assertThat(started).isEmpty();
  }

  private static void denied(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void firing_by_hand_is_the_persons_who_does_it_and_all_of_it_is_recorded() {
    service.save(builder, "t", schedule());
    service.fire(operator(), "t", Map.of("a", 1), "k");
    service.fire(operator(), "t", Map.of("a", 1), "k");
    service.enable(builder, "t", false);
    service.enable(builder, "t", false);
    service.save(builder, "t", schedule());
    service.remove(builder, "t");
    assertThat(started).containsExactly("bob work {a=1}");
    assertThat(audit)
        .containsExactly(
            "ada trigger.create t",
            "bob trigger.fire t",
            "ada trigger.disable t",
            "ada trigger.change t",
            "ada trigger.remove t");
    assertThatThrownBy(() -> service.get(builder, "t")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void what_a_kind_cannot_do_is_said() {
    service.save(builder, "t", schedule());
    assertThatThrownBy(() -> service.newSecret(builder, "t")).hasMessageContaining("SCHEDULE");
    assertThatThrownBy(() ->
            service.save(
                builder, "t", new Definition("work", null, Map.of(), new Source.Queue(), true)))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("cannot become");
    service.save(builder, "q", new Definition("work", null, Map.of(), new Source.Queue(), true));
    assertThatThrownBy(
            () -> service.backfill(builder, "q", Instant.EPOCH, Instant.EPOCH.plusSeconds(60)))
        .hasMessageContaining("QUEUE");
    assertThatThrownBy(() -> service.fire(builder, "t", null, " "))
        .hasMessageContaining("1 to 100");
    assertThatThrownBy(() -> service.firings(builder, "t", null, 201)).hasMessageContaining("200");
  }

  @Test
  void a_backfill_is_bounded() {
    service.save(builder, "t", schedule());
    Instant now = new TestClock().instant();
    assertThatThrownBy(() -> service.backfill(builder, "t", now.minusSeconds(3600L * 1001), now))
        .hasMessageContaining("more than 1000 times");
    assertThatThrownBy(() -> service.backfill(builder, "t", Instant.EPOCH, now))
        .hasMessageContaining("3660 days");
    assertThatThrownBy(() -> service.backfill(builder, "t", now, now.plusSeconds(1)))
        .hasMessageContaining("not after now");
    assertThat(service.backfill(builder, "t", now.minusSeconds(7200), now).raised()).isEqualTo(2);
  }

  @Test
  void a_backfill_fires_for_times_that_failed_and_not_for_those_that_fired() {
    service.save(builder, "t", schedule());
    Instant now = new TestClock().instant();
    service.backfill(builder, "t", now.minusSeconds(3 * 3600), now);
    List<Firing> all = service.firings(builder, "t", null, 9).items();
    firings.started(all.get(0).id(), UUID.randomUUID());
    firings.ended(all.get(1).id(), Firing.Status.FAILED, "'who' is missing");
    assertThat(service.backfill(operator(), "t", now.minusSeconds(3 * 3600), now))
        .isEqualTo(new TriggerService.Backfilled(1, 2));
    assertThat(service.firings(builder, "t", null, 9).items())
        .extracting(Firing::status)
        .containsExactly(Firing.Status.STARTED, Firing.Status.DUE, Firing.Status.DUE);
  }
}
