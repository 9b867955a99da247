package io.aiops.studio.host.execution;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Dead letters in memory. */
public final class InMemoryDeadLetterStore implements DeadLetterStore {

  private final Map<UUID, DeadLetter> letters = new ConcurrentHashMap<>();

  @Override
  public void keep(DeadLetter letter) {
    letters.putIfAbsent(letter.id(), letter);
  }

  @Override
  public List<DeadLetter> list(UUID workspaceId, int limit) {
    return letters.values().stream()
        .filter(letter -> letter.workspaceId().equals(workspaceId))
        .sorted(Comparator.comparing(DeadLetter::at).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<DeadLetter> find(UUID workspaceId, UUID id) {
    return Optional.ofNullable(letters.get(id))
        .filter(letter -> letter.workspaceId().equals(workspaceId));
  }

  @Override
  public boolean edit(DeadLetter letter) {
    return find(letter.workspaceId(), letter.id())
        .map(kept -> letters.replace(letter.id(), kept, kept.with(letter.body())))
        .orElse(false);
  }

  @Override
  public boolean remove(UUID workspaceId, UUID id) {
    return find(workspaceId, id).map(letter -> letters.remove(id, letter)).orElse(false);
  }
}
