package io.aiops.studio.ui.fake;

import io.aiops.studio.host.grant.Consent;
import io.aiops.studio.host.plugin.Plan;
import io.aiops.studio.marketplace.install.Installation;
import io.aiops.studio.marketplace.install.InstallationStore;
import io.aiops.studio.marketplace.install.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Installations in memory. */
final class FakeInstallations implements InstallationStore {

  private final Map<UUID, Installation> all = new ConcurrentHashMap<>();
  private final Map<UUID, Orders> orders = new ConcurrentHashMap<>();

  @Override
  public synchronized boolean begin(Installation next, UUID by, int mostOpen) {
    if (open(next.listing()).isPresent()) {
      return false;
    }
    all.put(next.id(), next);
    orders.put(next.id(), new Orders(null, false));
    return true;
  }

  @Override
  public Optional<Installation> find(UUID id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public Optional<Installation> open(String listing) {
    return all.values().stream()
        .filter(one -> one.listing().equals(listing) && !one.stage().end())
        .findFirst();
  }

  @Override
  public List<Installation> recent(int most) {
    return List.copyOf(all.values());
  }

  @Override
  public Optional<Orders> alive(UUID id, long done) {
    return Optional.ofNullable(orders.get(id));
  }

  @Override
  public boolean stage(UUID id, Stage stage, @Nullable Consent consent, @Nullable Plan plan) {
    change(id, stage, "", consent, plan, null);
    return true;
  }

  @Override
  public void end(UUID id, Stage stage, String sentence, Instant at) {
    change(id, stage, sentence, null, null, at);
  }

  private void change(
      UUID id,
      Stage stage,
      String sentence,
      @Nullable Consent consent,
      @Nullable Plan plan,
      @Nullable Instant at) {
    all.computeIfPresent(
        id,
        (key, one) ->
            new Installation(
                one.id(),
                one.listing(),
                one.version(),
                one.catalog(),
                one.before(),
                stage,
                one.total(),
                one.total(),
                sentence,
                consent,
                plan,
                one.begunBy(),
                one.begunAt(),
                at));
  }

  @Override
  public boolean answer(UUID id, String token, UUID by) {
    return orders.replace(id, new Orders(token, false)) != null;
  }

  @Override
  public boolean cancel(UUID id) {
    return orders.replace(id, new Orders(null, true)) != null;
  }

  @Override
  public void endSilent(Duration silence, String done, String interrupted) {
    // Whoever installs here lives as long as the test.
  }
}
