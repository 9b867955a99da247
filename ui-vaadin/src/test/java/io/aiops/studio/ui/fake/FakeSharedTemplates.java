package io.aiops.studio.ui.fake;

import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.marketplace.sharing.Shared;
import io.aiops.studio.marketplace.sharing.SharedStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Shared templates of one workspace, in memory, with room for all. */
public final class FakeSharedTemplates implements SharedStore {

  private final Map<String, String> hashes = new HashMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();
  private final List<Shared> there = new ArrayList<>();
  private volatile @Nullable CountDownLatch others;

  /** Whoever shares waits from now on, until it is counted down, and is refused then. */
  public CountDownLatch stall() {
    CountDownLatch stalled = new CountDownLatch(1);
    others = stalled;
    return stalled;
  }

  private static String key(String template, String version) {
    return template + " " + version;
  }

  @Override
  public List<Shared> list(UUID workspace) {
    return List.copyOf(there);
  }

  @Override
  public Optional<Shared> find(UUID workspace, String template, String version) {
    return there.stream()
        .filter(one -> one.template().equals(template) && one.version().equals(version))
        .findFirst();
  }

  @Override
  public Optional<String> hash(UUID workspace, String template, String version) {
    return Optional.ofNullable(hashes.get(key(template, version)));
  }

  @Override
  public Optional<byte[]> content(UUID workspace, String template, String version) {
    return find(workspace, template, version).map(one -> contents.get(key(template, version)));
  }

  @Override
  public List<Known> known(UUID workspace) {
    return hashes.entrySet().stream()
        .map(each -> {
          String[] key = each.getKey().split(" ", 2);
          return new Known(key[0], key[1], each.getValue());
        })
        .toList();
  }

  @Override
  public boolean add(UUID workspace, Shared shared, byte[] content, Room room, Runnable also) {
    refuseBehindOthers();
    String key = key(shared.template(), shared.version());
    String before = hashes.putIfAbsent(key, shared.sha256());
    if (before != null && !before.equals(shared.sha256())
        || find(workspace, shared.template(), shared.version()).isPresent()) {
      return false;
    }
    contents.put(key, content);
    also.run();
    return there.add(shared);
  }

  private void refuseBehindOthers() {
    CountDownLatch stalled = others;
    if (stalled == null) {
      return;
    }
    try {
      stalled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted behind others", e);
    }
    throw new ConflictException("Somebody shares here right now.");
  }

  @Override
  public boolean remove(
      UUID workspace, String template, String version, Instant at, Room room, Runnable also) {
    boolean removed =
        there.removeIf(one -> one.template().equals(template) && one.version().equals(version));
    if (removed) {
      also.run();
    }
    return removed;
  }
}
