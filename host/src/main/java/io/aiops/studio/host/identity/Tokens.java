package io.aiops.studio.host.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.identity.IdentityViews.NewToken;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * API tokens: {@code ast_} and 32 random bytes, of which only the SHA-256 is kept. A token is found
 * by that hash, so no comparison of secrets can be timed.
 */
final class Tokens {

  static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration CACHED = Duration.ofSeconds(10);
  private static final int SECRET_BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("ast_[A-Za-z0-9_-]{43}");

  /** A token that was good a moment ago. */
  private record Known(Caller caller, Instant expiresAt) {}

  private final IdentityStore store;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Known> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(CACHED).build();

  Tokens(IdentityStore store, Audit audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  Optional<Caller> authenticate(String secret) {
    if (!SHAPE.matcher(secret).matches()) {
      return Optional.empty();
    }
    String hash = hash(secret);
    Instant now = Ids.now(clock);
    Known cached = known.getIfPresent(hash);
    if (cached == null) {
      cached = look(hash, now).orElse(null);
    }
    return Optional.ofNullable(cached)
        .filter(token -> now.isBefore(token.expiresAt()))
        .map(Known::caller);
  }

  private Optional<Known> look(String hash, Instant now) {
    Optional<StoredToken> token =
        store.token(hash).filter(found -> now.isBefore(found.view().expiresAt()));
    Optional<Known> good =
        token.flatMap(found ->
            store
                .standing(found.userId(), found.workspaceId())
                .map(standing ->
                    new Known(standing.caller(found.view().scopes()), found.view().expiresAt())));
    good.ifPresent(found -> {
      store.tokenUsed(token.orElseThrow().view().id(), now);
      known.put(hash, found);
    });
    return good;
  }

  NewToken create(Caller caller, String name, Set<Permission> scopes, Duration lifetime) {
    Names.label("name", name);
    if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
      throw new InvalidException(
          "lifetime",
          "The lifetime is %s; it must be above zero and at most %s.".formatted(lifetime, LONGEST));
    }
    Set<Permission> beyond = EnumSet.copyOf(List.of(Permission.values()));
    beyond.removeIf(caller::may);
    beyond.retainAll(scopes);
    if (scopes.isEmpty() || !beyond.isEmpty()) {
      throw new InvalidException(
          "scopes",
          scopes.isEmpty()
              ? "The token has no scopes; give at least VIEW."
              : "You do not have " + beyond + " yourself; leave it out.");
    }
    String secret = secret();
    Instant now = Ids.now(clock);
    TokenView view =
        new TokenView(Ids.next(), name.strip(), Set.copyOf(scopes), now, now.plus(lifetime), null);
    return store.atomically(() -> {
      store.addToken(new StoredToken(caller.userId(), caller.workspaceId(), hash(secret), view));
      audit.record(
          caller,
          "token.create",
          view.id().toString(),
          Map.of(
              "name", view.name(),
              "scopes", scopes.stream().map(Enum::name).sorted().toList(),
              "expiresAt", view.expiresAt().toString()));
      return new NewToken(view, secret);
    });
  }

  void revoke(Caller caller, UUID tokenId) {
    StoredToken token =
        store
            .token(caller.workspaceId(), tokenId)
            .filter(found ->
                found.userId().equals(caller.userId()) || caller.may(Permission.ADMINISTER))
            .orElseThrow(() -> new NotFoundException("token", tokenId.toString()));
    store.atomically(() -> {
      store.removeToken(caller.workspaceId(), tokenId);
      audit.record(caller, "token.revoke", tokenId.toString(), Map.of("name", token.view().name()));
      return tokenId;
    });
    known.invalidate(token.hash());
  }

  /** Somebody's rights have changed: what was good a moment ago is looked up again. */
  void forget(UUID userId) {
    known.asMap().values().removeIf(token -> token.caller().userId().equals(userId));
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return "ast_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
