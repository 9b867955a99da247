package io.aiops.studio.host.grant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.aiops.studio.host.identity.Audit;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.NotFoundException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps what was consented to, and gives plugins the rights that follow from it. */
public final class Grants implements GrantService {

  /** Another node may have taken something back; then it counts here after this time. */
  static final Duration KNOWN = Duration.ofSeconds(5);

  private final GrantStore store;
  private final Audit audit;
  private final Clock clock;
  private final LoadingCache<String, Set<String>> granted =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(KNOWN).build(this::texts);
  private final Map<String, Set<String>> lent = new ConcurrentHashMap<>();

  public Grants(GrantStore store, Audit audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  private Set<String> texts(String plugin) {
    return store.of(plugin).stream().map(Grant::permission).collect(Collectors.toSet());
  }

  /** What a version may have, as of now whenever it asks. */
  public Rights rights(String plugin, String version, Wants wants) {
    return new Rights(plugin, version, wants, () -> had(plugin), audit);
  }

  private Set<String> had(String plugin) {
    Set<String> written = granted.get(plugin);
    Set<String> more = lent.get(plugin);
    return more == null
        ? written
        : Stream.concat(written.stream(), more.stream()).collect(Collectors.toSet());
  }

  /**
   * What somebody has to be asked before it is let in; empty if it wants nothing more than it has.
   *
   * @param sha256 of the jar: consent is for these bytes
   */
  public Optional<Consent> asks(String plugin, String version, String sha256, Wants wants) {
    Set<String> before = texts(plugin);
    Wants added = wants.beyond(before);
    if (added.isEmpty()) {
      return Optional.empty();
    }
    Set<String> unused = new TreeSet<>(before);
    unused.removeAll(Set.copyOf(wants.texts()));
    return Optional.of(
        new Consent(
            plugin,
            version,
            wants.texts(),
            added.texts(),
            List.copyOf(unused),
            token(plugin, version, sha256, wants, before)));
  }

  /**
   * Lets plugins have it on this node while they are being brought up, before it is written down.
   * Until it is closed; then what is written counts.
   *
   * @param wanted by plugin
   */
  public Lent lend(Map<String, Wants> wanted) {
    wanted.forEach((plugin, wants) -> lent.put(plugin, Set.copyOf(wants.texts())));
    return () -> {
      // What was written meanwhile is seen before what was lent is gone.
      wanted.keySet().forEach(granted::invalidate);
      wanted.keySet().forEach(lent::remove);
    };
  }

  /** What plugins have for a while. */
  @FunctionalInterface
  public interface Lent extends AutoCloseable {
    @Override
    void close();
  }

  /** What was granted before is part of it: the difference that was shown must be the one now. */
  private static String token(
      String plugin, String version, String sha256, Wants wants, Set<String> before) {
    byte[] asked =
        Json.canonical(
            Map.of(
                "plugin", plugin,
                "version", version,
                "sha256", sha256,
                "wants", wants.texts(),
                "before", List.copyOf(new TreeSet<>(before))));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /**
   * Lets a plugin have what it wants. What it had and does not want any more stays granted, so that
   * going back to an earlier version asks nobody; it is of no use meanwhile.
   *
   * @param by user name; {@code studio} for what came with it, which nobody is asked about
   * @return what of it nobody had granted before
   */
  public Wants give(String plugin, Wants wants, String by) {
    Wants added = wants.beyond(texts(plugin));
    store.add(plugin, added.texts(), by, clock.instant().truncatedTo(ChronoUnit.MICROS));
    granted.invalidate(plugin);
    return added;
  }

  /** What was written is seen from now on, whatever was read before it counted. */
  public void look(String plugin) {
    granted.invalidate(plugin);
  }

  /** Writes down who gave it. */
  public void granted(Caller caller, String plugin, Wants given) {
    if (!given.isEmpty()) {
      granted(caller, plugin, given.texts());
    }
  }

  public void granted(Caller caller, String plugin, List<String> permissions) {
    audit.record(caller, "plugin.grant", plugin, Map.of("granted", permissions));
  }

  /** Whoever comes under that name later is asked about anew. */
  public void forget(String plugin) {
    store.forget(plugin);
    granted.invalidate(plugin);
  }

  @Override
  public List<Grant> list(Caller caller, String plugin) {
    caller.require(Permission.VIEW);
    return store.of(plugin);
  }

  @Override
  public void take(Caller caller, String plugin, String permission) {
    caller.requireStudio();
    if (!store.take(plugin, permission)) {
      throw new NotFoundException("grant", permission);
    }
    granted.invalidate(plugin);
    audit.record(caller, "plugin.grant.take", plugin, Map.of("permission", permission));
  }
}
