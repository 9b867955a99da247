package io.aiops.studio.host.rest;

import io.aiops.studio.host.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as RFC 9457 has it.
 *
 * @param type {@code about:blank}: the status says what kind it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what happened and what to do, for people
 * @param instance the path that was asked for
 * @param problems what was wrong, field by field; empty if it is not about fields
 */
@Schema(description = "An error as RFC 9457 has it; 'problems' names the fields")
public record ProblemDocument(
    String type, String title, int status, String detail, String instance, List<Problem> problems) {
  public ProblemDocument {
    problems = List.copyOf(problems);
  }
}
