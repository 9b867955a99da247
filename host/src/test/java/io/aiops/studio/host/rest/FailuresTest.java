package io.aiops.studio.host.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.problem.UnavailableException;
import jakarta.ws.rs.ProcessingException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  private static final Caller VIEWER =
      new Caller(UUID.randomUUID(), "ada", UUID.randomUUID(), Role.VIEWER, Set.of(), true);

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new InvalidException("a", "b"), 422),
        Arguments.of(new NotFoundException("workflow", "w"), 404),
        Arguments.of(new ConflictException("c"), 409),
        Arguments.of(new AccessDeniedException(VIEWER, Permission.BUILD), 403),
        Arguments.of(RefusedException.unauthorized("u"), 401),
        Arguments.of(RefusedException.tooMany("m", 9), 429),
        Arguments.of(RefusedException.tooLarge(5), 413),
        Arguments.of(new UnavailableException("d", new IllegalStateException()), 503),
        Arguments.of(new ProcessingException(new InvalidException("a", "b")), 422),
        Arguments.of(new IllegalStateException("secret"), 500));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void each_failure_has_its_status(Throwable failure, int status) {
    ProblemDocument document = Failures.answer(failure, "/api/v1/x").document();
    assertThat(document.status()).isEqualTo(status);
    assertThat(document.instance()).isEqualTo("/api/v1/x");
    assertThat(document.title()).isNotEqualTo("Refused");
    assertThat(document.detail()).isNotBlank().doesNotContain("secret");
  }

  @Test
  void fields_are_named() {
    assertThat(Failures.answer(new InvalidException("inputs.file", "Missing."), "/").document())
        .returns(1, document -> document.problems().size())
        .returns(
            new Problem("inputs.file", "Missing."), document -> document.problems().getFirst());
  }

  @Test
  void says_when_to_try_again() {
    assertThat(Failures.answer(RefusedException.tooMany("m", 9), "/").headers())
        .containsEntry("Retry-After", "9");
    assertThat(
            Failures.answer(new UnavailableException("d", new IllegalStateException()), "/")
                .headers())
        .containsKey("Retry-After");
  }
}
