package io.aiops.studio.host.worker;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.connection.ConnectionResolver.Resolved;
import io.aiops.studio.host.connection.ModelProbe;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks model plugins what they offer, outside of any task. Answers are kept for half a minute. */
public final class ProviderProbe implements ModelProbe, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final PluginRegistry registry;
  private final Clock clock;
  private final ForeignCode foreign = new ForeignCode();
  private final LoadingCache<Resolved, Answer> answers =
      Caffeine.newBuilder()
          .maximumSize(1_000)
          .expireAfterWrite(Duration.ofMinutes(10))
          .refreshAfterWrite(Duration.ofSeconds(30))
          .build(this::ask);

  public ProviderProbe(PluginRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public Answer models(Resolved resolved) {
    Answer answer = answers.get(resolved);
    if (!answer.available()) {
      // Whoever is away may be back at once; only what answers is kept.
      answers.refresh(resolved);
    }
    return answer;
  }

  private Answer ask(Resolved resolved) {
    Optional<Lease<ModelProvider>> found = registry.model(resolved.provider());
    if (found.isEmpty()) {
      return new Answer(false, List.of(), "No active plugin offers " + resolved.provider() + ".");
    }
    try (Lease<ModelProvider> lease = found.get()) {
      List<String> models =
          foreign.run(
              "Model provider '" + resolved.provider() + "'",
              lease.classLoader(),
              LIMIT,
              new ForeignCode.Interruption(),
              Withheld.of(lease.contribution(), resolved.settings()),
              () -> lease.service().models(context(resolved.settings())));
      return new Answer(true, models, "");
    } catch (PluginException e) {
      return new Answer(false, List.of(), "Does not answer: " + e.getMessage());
    }
  }

  private CallContext context(Map<String, @Nullable Object> settings) {
    Instant deadline = clock.instant().plus(LIMIT);
    return new CallContext() {
      @Override
      public Map<String, @Nullable Object> settings() {
        return settings;
      }

      @Override
      public String idempotencyKey() {
        return "models";
      }

      @Override
      public Instant deadline() {
        return deadline;
      }

      @Override
      public boolean cancelled() {
        return Thread.currentThread().isInterrupted();
      }

      @Override
      public void progress(String message) {}

      @Override
      public InputStream open(FileRef file) {
        throw noFiles();
      }

      @Override
      public FileRef save(String name, String mediaType, InputStream content) {
        throw noFiles();
      }

      private PluginException noFiles() {
        return new PluginException(Category.DENIED, "There are no files outside of a task");
      }
    };
  }

  @Override
  public void close() {
    foreign.close();
  }
}
