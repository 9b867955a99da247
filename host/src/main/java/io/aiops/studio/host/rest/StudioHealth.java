package io.aiops.studio.host.rest;

import io.aiops.studio.host.Health;
import io.aiops.studio.host.Studio;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Tells whoever runs the server, at /health, what {@link Health} found out. */
@ApplicationScoped
public class StudioHealth {

  /** Alive while it answers: a database that is away is no reason to be killed. */
  @Produces
  @Liveness
  HealthCheck live() {
    return () -> HealthCheckResponse.up("studio");
  }

  /** Degraded is ready: the data says so, and what is away. */
  @Produces
  @Readiness
  HealthCheck ready(Studio studio) {
    return () -> {
      HealthCheckResponseBuilder answer = HealthCheckResponse.named("studio");
      Health.Whole whole = studio.health().whole();
      answer.withData("state", whole.level().name().toLowerCase(Locale.ROOT));
      whole.parts().forEach(part -> answer.withData(part.name(), part.detail()));
      return answer.status(studio.health().started() && whole.level() != Health.Level.DOWN).build();
    };
  }

  @Produces
  @Startup
  HealthCheck started(Studio studio) {
    return () -> HealthCheckResponse.named("studio").status(studio.health().started()).build();
  }
}
