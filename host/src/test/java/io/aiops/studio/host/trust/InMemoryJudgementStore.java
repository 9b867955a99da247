package io.aiops.studio.host.trust;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judgements and revocations in memory. */
public final class InMemoryJudgementStore implements JudgementStore {

  private final Map<String, Judgement> judgements = new HashMap<>();
  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Map<String, byte[]> papers = new HashMap<>();
  private byte @Nullable [] document;
  private long serial;

  @Override
  public synchronized Optional<Judgement> judgement(String sha256) {
    return Optional.ofNullable(judgements.get(sha256));
  }

  @Override
  public synchronized void keep(Judgement judgement) {
    judgements.put(judgement.trust().sha256(), judgement);
    String key = judgement.trust().keyId();
    if (key != null) {
      keys.computeIfAbsent(judgement.trust().sha256(), jar -> new HashSet<>()).add(key);
    }
  }

  @Override
  public synchronized Set<String> keys(String sha256) {
    return Set.copyOf(keys.getOrDefault(sha256, Set.of()));
  }

  @Override
  public synchronized Optional<byte[]> papers(String sha256) {
    return Optional.ofNullable(papers.get(sha256));
  }

  @Override
  public synchronized void keepPapers(String sha256, byte[] given) {
    papers.put(sha256, given.clone());
  }

  @Override
  public synchronized Optional<byte[]> revocations() {
    return Optional.ofNullable(document);
  }

  @Override
  public synchronized boolean replaceRevocations(long given, byte[] next, Instant at) {
    if (document != null && given <= serial) {
      return false;
    }
    serial = given;
    document = next.clone();
    return true;
  }
}
