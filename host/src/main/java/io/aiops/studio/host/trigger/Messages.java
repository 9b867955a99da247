package io.aiops.studio.host.trigger;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trigger.Arrivals.Arrival;
import io.aiops.studio.host.trigger.FiringStore.ReplyTo;
import io.aiops.studio.host.trigger.OutsideQueue.Message;
import io.aiops.studio.host.trigger.OutsideQueue.Receipt;
import io.aiops.studio.host.trigger.TriggerStore.Stored;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages for queue triggers; says of a bad one what is wrong with it. */
final class Messages implements OutsideQueue.Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

  /**
   * Where outcomes may go: to no queue of the studio or of the broker, and to no queue behind an
   * address of another name. Who may put messages here need not be allowed to write there.
   */
  private static final Pattern REPLY =
      Pattern.compile(
          "(temp-queue://)?(?!studio\\.|activemq\\.|notifications)[A-Za-z0-9_.-]{1,200}");

  private final TriggerStore triggers;
  private final FiringStore firings;
  private final Arrivals arrivals;

  Messages(TriggerStore triggers, FiringStore firings, Arrivals arrivals) {
    this.triggers = triggers;
    this.firings = firings;
    this.arrivals = arrivals;
  }

  @Override
  public Receipt receive(Message message) {
    ReplyTo reply = message.reply();
    if (reply != null && !REPLY.matcher(reply.queue()).matches()) {
      return new Receipt(
          "JMSReplyTo: is '" + reply.queue() + "', where outcomes are not sent", false);
    }
    String problem = message.problem();
    if (problem != null) {
      LOG.warn("{} goes to the dead letters: {}", message, problem);
      return new Receipt(problem, true);
    }
    Optional<Stored> named = Optional.empty();
    try {
      Stored stored = trigger(message);
      named = Optional.of(stored);
      arrivals.take(
          new Arrival(
              stored,
              Firing.Cause.QUEUE,
              message.id(),
              FiringKey.message(stored.trigger().id(), message.id()),
              body(message),
              message.reply()));
      return new Receipt(null, false);
    } catch (InvalidException | NotFoundException | ConflictException | AccessDeniedException e) {
      LOG.warn("{} goes to the dead letters: {}", message, e.getMessage());
      boolean recorded =
          named
              .flatMap(stored ->
                  firings.byKey(
                      stored.workspaceId(), FiringKey.message(stored.trigger().id(), message.id())))
              .filter(firing -> firing.status() == Firing.Status.FAILED)
              .isPresent();
      return new Receipt(String.valueOf(e.getMessage()), !recorded);
    }
  }

  private Stored trigger(Message message) {
    if (message.id().length() > FiringKey.LONGEST) {
      throw new InvalidException(
          "studio_id",
          "has " + message.id().length() + " characters; expected 1 to " + FiringKey.LONGEST);
    }
    String name = message.trigger();
    if (name == null) {
      throw new InvalidException(
          "studio_trigger", "is missing; it must hold the id of a queue trigger");
    }
    Stored stored =
        Arrivals.id(name)
            .flatMap(triggers::find)
            .filter(found -> found.trigger().source() instanceof Source.Queue)
            .orElseThrow(() ->
                new InvalidException("studio_trigger", "'" + name + "' is no queue trigger's id"));
    String workflow = message.workflow();
    if (workflow != null && !workflow.equals(stored.trigger().workflow())) {
      throw new InvalidException(
          "studio_workflow",
          "is '" + workflow + "', but the trigger starts '" + stored.trigger().workflow() + "'");
    }
    return stored;
  }

  private static Object body(Message message) {
    byte[] body = message.body();
    if (body == null) {
      throw new InvalidException("body", "is neither a text nor a bytes message");
    }
    if (body.length > OutsideQueue.LONGEST_BODY) {
      throw OutsideQueue.tooLong(body.length);
    }
    return Arrivals.json(body);
  }
}
