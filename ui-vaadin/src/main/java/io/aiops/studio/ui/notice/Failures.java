package io.aiops.studio.ui.notice;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.ui.access.SignedOutException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a failure into the sentence people read. */
public final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /**
   * A foreseen failure speaks for itself; any other is logged under an id that the sentence names.
   */
  public static String sentence(Throwable failure) {
    if (failure instanceof InvalidException invalid) {
      return invalid.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
    if (foreseen(failure)) {
      return String.valueOf(failure.getMessage());
    }
    String id = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("A page failed; its user was shown error id {}", id, failure);
    return "Something went wrong in the studio; the log has it under error "
        + id
        + ". Nothing else was affected: try again, or tell your administrator the error id.";
  }

  private static boolean foreseen(Throwable failure) {
    return failure instanceof ConflictException
        || failure instanceof NotFoundException
        || failure instanceof AccessDeniedException
        || failure instanceof UnavailableException
        || failure instanceof SignedOutException;
  }
}
