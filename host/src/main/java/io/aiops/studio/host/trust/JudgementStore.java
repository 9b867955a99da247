package io.aiops.studio.host.trust;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Keeps judgements, by the SHA-256 of the jar, and the newest list of revocations. */
public interface JudgementStore {

  Optional<Judgement> judgement(String sha256);

  /** Of one jar the last counts; the key that it names is remembered for good. */
  void keep(Judgement judgement);

  /** The ids of all keys that a jar was ever said to be signed with, checked or not. */
  Set<String> keys(String sha256);

  /**
   * What lay beside a jar of the plugin set in its package, as {@link StudioPackage#papers} makes
   * it; empty if it came as a bare jar.
   */
  Optional<byte[]> papers(String sha256);

  /** Of one jar the last counts, as long as the plugin set has it. */
  void keepPapers(String sha256, byte[] papers);

  /** The newest list there was, as it was signed. */
  Optional<byte[]> revocations();

  /**
   * @return false if there is one with that serial or a later one: then nothing was changed
   */
  boolean replaceRevocations(long serial, byte[] document, Instant at);
}
