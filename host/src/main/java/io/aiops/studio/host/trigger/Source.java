package io.aiops.studio.host.trigger;

import java.util.Set;

/** What a trigger waits for. */
public sealed interface Source {

  Kind kind();

  /** The kinds of triggers. */
  enum Kind {
    SCHEDULE,
    WEBHOOK,
    QUEUE,
    COMPLETION
  }

  /** How an execution ended, for those who wait for it. */
  enum Ending {
    COMPLETED,
    /** Also one whose undoing failed. */
    FAILED,
    CANCELLED
  }

  /**
   * Fires at the times of a cron expression.
   *
   * @param cron five fields: minute, hour, day of month, month, day of week
   * @param zone an IANA name such as {@code Europe/Berlin}
   * @param missed what becomes of times that passed unseen
   * @param most how many missed times fire at the most, 1 to 1,000; only {@link Missed#ALL} asks
   */
  record Schedule(String cron, String zone, Missed missed, int most) implements Source {
    @Override
    public Kind kind() {
      return Kind.SCHEDULE;
    }
  }

  /**
   * Fires for each signed request.
   *
   * @param answerWithinSeconds how long the request waits for the output, 0 to 60; after that, and
   *     with 0 at once, it is answered 202
   */
  record Webhook(int answerWithinSeconds) implements Source {
    @Override
    public Kind kind() {
      return Kind.WEBHOOK;
    }
  }

  /** Fires for each message that names the trigger. */
  record Queue() implements Source {
    @Override
    public Kind kind() {
      return Kind.QUEUE;
    }
  }

  /**
   * Fires once for each execution of another workflow that ends.
   *
   * @param workflow its name
   * @param on which ends count
   */
  record Completion(String workflow, Set<Ending> on) implements Source {
    public Completion {
      on = Set.copyOf(on);
    }

    @Override
    public Kind kind() {
      return Kind.COMPLETION;
    }
  }
}
