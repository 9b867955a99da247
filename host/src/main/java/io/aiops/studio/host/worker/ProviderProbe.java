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
import io.aiops.studio.host.grant.Broker;
import io.aiops.studio.host.grant.Refusals;
import io.aiops.studio.host.plugin.PluginRegistry;
import io.aiops.studio.host.plugin.PluginRegistry.Lease;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks model plugins what they offer, outside of any task. Answers are kept for half a minute. */
public final class ProviderProbe implements ModelProbe, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final PluginRegistry registry;
  private final Clock clock;
  private final ProbeCalls calls = new ProbeCalls(LIMIT);
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
      return new Answer(true, models(resolved, lease), "");
    } catch (PluginException e) {
      return new Answer(false, List.of(), "Does not answer: " + e.getMessage());
    }
  }

  private List<String> models(Resolved resolved, Lease<ModelProvider> lease) {
    String what = "Model provider '" + resolved.provider() + "'";
    Broker broker =
        new Broker(
            lease.rights(),
            new Refusals(new UUID(0, 0), "while asked for its models"),
            lease.contribution().settingsSchema(),
            resolved.settings());
    broker.requireSecrets();
    Withheld withheld = Withheld.of(lease.contribution(), resolved.settings());
    lease.lent(withheld.secrets());
    return calls.ask(
        what,
        lease.plugin(),
        resolved,
        interruption ->
            ForeignCode.run(
                what,
                lease.classLoader(),
                interruption,
                withheld,
                () -> lease.service().models(context(broker))));
  }

  private CallContext context(Broker broker) {
    Instant deadline = clock.instant().plus(LIMIT);
    return new CallContext() {
      @Override
      public Map<String, @Nullable Object> settings() {
        return broker.settings();
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
      public void requireHost(URI address) {
        broker.requireHost(address);
      }

      @Override
      public void requireFolder(Path folder) {
        broker.requireFolder(folder);
      }

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
    calls.close();
  }
}
