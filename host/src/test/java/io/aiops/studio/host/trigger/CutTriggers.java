package io.aiops.studio.host.trigger;

import io.aiops.studio.host.connection.Secrets;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.TestNode;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.trigger.HookService.Delivery;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What starts executions by itself in a process that can be cut; its stores and queue may be. */
public final class CutTriggers implements AutoCloseable {

  /** For so long a firing is left to who took it. */
  public static final Duration LEASE = Dispatcher.LEASE;

  private static final Duration EVERY = Duration.ofMillis(20);

  /** The same in each process. */
  private static final Secrets SECRETS =
      Secrets.withKey(Base64.getEncoder().encodeToString(new byte[32]), Path.of("none"));

  private final Caller person;
  private final TriggerStore triggers;
  private final FiringStore firings;
  private final OutsideQueue queue;
  private final Clock clock;
  private final TriggerParts parts;
  private final TriggerLoop loop;

  /**
   * Begins.
   *
   * @param workshop whose owner's triggers these are
   * @param queue closed with them
   */
  public CutTriggers(
      TestNode node,
      Workshop workshop,
      TriggerStore triggers,
      FiringStore firings,
      OutsideQueue queue,
      Clock clock) {
    this.person = workshop.ada;
    this.triggers = triggers;
    this.firings = firings;
    this.queue = queue;
    this.clock = clock;
    parts =
        new TriggerParts(
            new TriggerParts.Needs(
                triggers,
                firings,
                node.executions,
                node.store,
                workshop.store,
                (user, workspace) -> Optional.of(person),
                new Expressions(),
                SECRETS,
                (caller, action, subject, details) -> {},
                (cause, outcome, count) -> {},
                clock));
    Replies replies = new Replies(firings, new Endings(node.store), queue, clock);
    queue.serve(parts.messages());
    loop =
        new TriggerLoop(
            EVERY,
            () -> {
              boolean more = parts.round();
              return replies.send() || more;
            });
  }

  /** Makes it what it shall be, if it is not yet. */
  public void save(String name, String workflow, Source source) {
    parts.service().save(person, name, new Definition(workflow, null, Map.of(), source, true));
  }

  public void remove(String name) {
    parts.service().remove(person, name);
  }

  public Trigger get(String name) {
    return parts.service().get(person, name);
  }

  /** Its newest two hundred. */
  public List<Firing> firings(String name) {
    return parts.service().firings(person, name, null, 200).items();
  }

  /** A signed delivery to a webhook, which answers with what it started. */
  public UUID deliver(String name, String id) {
    Trigger hook = get(name);
    String sealed = triggers.find(hook.id()).orElseThrow().secret();
    byte[] key = new HookSecrets(SECRETS).key(hook.id(), String.valueOf(sealed));
    String at = Long.toString(clock.instant().getEpochSecond());
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    byte[] signature = HookSignature.sign(key, new Delivery(id, at, "", true, body));
    return parts
        .hooks()
        .take(
            hook.id().toString(),
            new Delivery(id, at, "v1," + Base64.getEncoder().encodeToString(signature), true, body))
        .executionId();
  }

  /** What a time of a schedule started. */
  public Optional<UUID> startedAt(String name, Instant time) {
    return started(FiringKey.scheduled(get(name).id(), time));
  }

  /** What a message started. */
  public Optional<UUID> startedBy(String name, String messageId) {
    return started(FiringKey.message(get(name).id(), messageId));
  }

  /** What the end of an execution started. */
  public Optional<UUID> startedAfter(String name, UUID ended) {
    return started("trigger/" + get(name).id() + "/ended/" + ended);
  }

  private Optional<UUID> started(String key) {
    return firings.byKey(person.workspaceId(), key).map(Firing::executionId);
  }

  @Override
  public void close() {
    loop.close();
    queue.close();
  }
}
