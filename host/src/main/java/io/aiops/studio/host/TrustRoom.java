package io.aiops.studio.host;

import io.aiops.studio.host.persistence.JdbiJudgementStore;
import io.aiops.studio.host.persistence.JdbiTrustStore;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Gate;
import io.aiops.studio.host.trust.Publishers;
import io.aiops.studio.host.trust.RevocationFeed;
import io.aiops.studio.host.trust.Revocations;
import io.aiops.studio.host.trust.ShippedPublisher;
import io.aiops.studio.host.trust.TrustStore;
import io.aiops.studio.host.trust.Verifier;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose plugins are trusted, how one is held against what its publisher signed, and what must not
 * serve any more.
 *
 * @param source of revocations; null if administrators alone set them
 */
record TrustRoom(
    TrustStore store,
    Verifier verifier,
    Publishers publishers,
    Gate gate,
    Revocations revocations,
    @Nullable String source) {

  static TrustRoom open(Ground ground) {
    Map<String, String> environment = ground.config().environment();
    JdbiTrustStore store = new JdbiTrustStore(ground.database());
    JdbiJudgementStore judgements = new JdbiJudgementStore(ground.database());
    ShippedPublisher.in(ground.config().plugins())
        .ifPresent(publisher -> publisher.enter(store, ground.clock()));
    Verifier verifier = new Verifier(store, ground.clock());
    Revocations revocations =
        new Revocations(
            judgements,
            store,
            environment.get("STUDIO_REVOCATION_KEY"),
            ground.audit(),
            ground.clock());
    return new TrustRoom(
        store,
        verifier,
        new Publishers(store, verifier, ground.audit(), ground.clock()),
        new Gate(verifier, judgements, revocations, unsignedToo(environment), ground.clock()),
        revocations,
        environment.get("STUDIO_REVOCATIONS"));
  }

  private static boolean unsignedToo(Map<String, String> environment) {
    return switch (environment.getOrDefault("STUDIO_UNSIGNED", "allow")) {
      case "allow" -> true;
      case "refuse" -> false;
      default ->
          throw new InvalidException(
              "STUDIO_UNSIGNED",
              "is '"
                  + environment.get("STUDIO_UNSIGNED")
                  + "'; expected 'allow' or 'refuse', what becomes of plugins without a signature");
    };
  }

  /** Looks from now on for what must not serve any more. */
  void watch(Ground ground, PluginRoom plugins) {
    RevocationFeed feed =
        ground.keep(new RevocationFeed(source, revocations, plugins.plugins()::enforce));
    feed.watch();
    revocations.tell(feed::enforceSoon);
    publishers.tell(feed::enforceSoon);
  }
}
