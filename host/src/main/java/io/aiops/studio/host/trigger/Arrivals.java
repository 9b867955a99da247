package io.aiops.studio.host.trigger;

import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.json.Unstorable;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trigger.FiringStore.New;
import io.aiops.studio.host.trigger.FiringStore.Open;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Turns what comes from outside, with a name of its own, into one firing and one execution. */
final class Arrivals {

  private final FiringStore firings;
  private final TriggerInputs inputs;
  private final Dispatcher dispatcher;
  private final Clock clock;

  /**
   * What has come.
   *
   * @param id the sender's name for it
   * @param key the firing's
   */
  record Arrival(
      Stored trigger,
      Firing.Cause cause,
      String id,
      String key,
      Object body,
      @Nullable ReplyTo to) {}

  Arrivals(FiringStore firings, TriggerInputs inputs, Dispatcher dispatcher, Clock clock) {
    this.firings = firings;
    this.inputs = inputs;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  /**
   * Makes it durable and starts its execution; the same key again gives the same execution.
   *
   * @throws InvalidException and its like if it cannot start; the history has it then
   */
  Started take(Arrival arrival) {
    Trigger trigger = arrival.trigger().trigger();
    if (!trigger.enabled()) {
      throw new ConflictException(
          "The trigger '" + trigger.name() + "' is switched off; nothing was started.");
    }
    // What came, not what the trigger made of it: somebody may have changed that since.
    String body = hash(arrival.body());
    Open open =
        firings
            .open(arrival.trigger().workspaceId(), arrival.key())
            .filter(known -> known.firing().status() != Firing.Status.FAILED)
            .orElseGet(() -> raise(arrival, body));
    if (open.body() != null && !open.body().equals(body)) {
      throw new ConflictException(
          "'" + arrival.id() + "' has come before with another body; give each one its own id.");
    }
    UUID known = open.firing().executionId();
    Started started = known == null ? dispatcher.start(open) : new Started(known, false);
    if (started == null) {
      throw new NotFoundException("trigger", trigger.name());
    }
    return started;
  }

  private static String hash(Object body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Json.canonical(body));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private Open raise(Arrival arrival, String body) {
    Map<String, @Nullable Object> given = inputs(arrival, body);
    return firings.raise(firing(arrival, Firing.Status.DUE, null, given, body), Dispatcher.LEASE);
  }

  private Map<String, @Nullable Object> inputs(Arrival arrival, String body) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("cause", arrival.cause().name());
    event.put("id", arrival.id());
    event.put("body", arrival.body());
    try {
      return inputs.of(arrival.trigger().trigger(), event, arrival.body());
    } catch (InvalidException e) {
      firings.raiseAll(
          List.of(
              firing(arrival, Firing.Status.FAILED, String.valueOf(e.getMessage()), null, body)));
      throw e;
    }
  }

  private New firing(
      Arrival arrival,
      Firing.Status status,
      @Nullable String reason,
      @Nullable Map<String, @Nullable Object> given,
      String body) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new New(
        arrival.trigger().workspaceId(),
        arrival.trigger().trigger().id(),
        arrival.key(),
        arrival.cause(),
        null,
        now,
        status,
        reason,
        given,
        null,
        arrival.to(),
        body);
  }

  /**
   * @throws InvalidException if it is no JSON, or cannot be kept as it is
   */
  static Object json(byte[] body) {
    try {
      Object value = Json.parse(new String(body, StandardCharsets.UTF_8));
      if (value != null) {
        return kept(value);
      }
    } catch (JacksonException e) {
      InvalidException invalid =
          new InvalidException(
              "body", "is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
      invalid.initCause(e);
      throw invalid;
    }
    throw new InvalidException("body", "is null; expected a JSON object");
  }

  /**
   * @throws InvalidException if it cannot be kept as it is
   */
  static Object text(byte[] body) {
    return kept(new String(body, StandardCharsets.UTF_8));
  }

  private static Object kept(Object value) {
    List<Problem> problems = new ArrayList<>();
    Unstorable.find(
        "body", Json.tree(value), (where, what) -> problems.add(new Problem(where, what)));
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    return value;
  }

  /** A trigger's id as somebody outside writes it. */
  static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      // What is no id is nobody's id.
      return Optional.empty();
    }
  }
}
