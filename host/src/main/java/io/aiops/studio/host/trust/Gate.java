package io.aiops.studio.host.trust;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The one place that says whether a plugin is let in, before anything of it is loaded. */
public final class Gate {

  /** The rule for code that reaches the network by itself. */
  public static final String NETWORK = "network";

  private static final Set<String> REACH_OUT =
      Set.of(NETWORK, "process", "native", "unsafe", "unseen-code", "surroundings");

  private final Verifier verifier;
  private final JudgementStore store;
  private final Papers papers;
  private final Revocations revocations;
  private final boolean unsignedToo;
  private final Clock clock;
  private final CodeLooks looks;

  /**
   * @param unsignedToo whether plugins that nobody vouches for are let in
   */
  public Gate(
      Verifier verifier,
      JudgementStore store,
      Revocations revocations,
      boolean unsignedToo,
      Clock clock) {
    this(verifier, store, revocations, unsignedToo, clock, new CodeLooks(BytecodeCheck::of));
  }

  Gate(
      Verifier verifier,
      JudgementStore store,
      Revocations revocations,
      boolean unsignedToo,
      Clock clock,
      CodeLooks looks) {
    this.verifier = verifier;
    this.store = store;
    this.papers = new Papers(store);
    this.revocations = revocations;
    this.unsignedToo = unsignedToo;
    this.clock = clock;
    this.looks = looks;
  }

  /**
   * @param given a package, or a bare jar
   * @return the jar
   * @throws InvalidException with all that is not as it says, or with what its code would do if it
   *     may run nowhere; what may run apart is let in here, and judged again by {@link
   *     #separateOnly}
   */
  public byte[] admit(String fileName, byte[] given) {
    return admit(fileName, given, unsignedToo);
  }

  /**
   * The same of what came with the studio. Whoever takes its publisher out is obeyed: its signature
   * is not taken for none then.
   */
  public byte[] admitShipped(String fileName, byte[] given) {
    return admit(fileName, given, unsignedToo && Verifier.isJar(fileName, given));
  }

  private byte[] admit(String fileName, byte[] given, boolean alsoUnsigned) {
    try {
      keep(examined(fileName, given, alsoUnsigned));
      return Verifier.jar(fileName, given);
    } catch (InvalidException e) {
      throw Objections.ended(e);
    }
  }

  /**
   * Why something would not be admitted now, found out without keeping anything; empty if it would.
   *
   * @param given a package, or a bare jar
   */
  public List<Problem> objections(String fileName, byte[] given) {
    try {
      Judgement unused = examined(fileName, given, unsignedToo);
      return List.of();
    } catch (InvalidException e) {
      return e.problems();
    }
  }

  /** What comes with those that are let in. */
  public Papers papers() {
    return papers;
  }

  private Judgement examined(String fileName, byte[] given, boolean alsoUnsigned) {
    TrustReport trust = verifier.verify(fileName, given);
    if (trust.signed() == Signed.REFUSED) {
      throw new InvalidException(trust.problems());
    }
    if (trust.signed() == Signed.UNSIGNED && !alsoUnsigned) {
      String rule =
          unsignedToo
              ? "what came with the studio is taken of known publishers only"
              : "only what is signed is taken here (STUDIO_UNSIGNED=refuse)";
      throw new InvalidException(List.of(trust.unsigned(fileName, rule)));
    }
    byte[] jar = Verifier.jar(fileName, given);
    Judgement judgement = judge(trust, jar);
    refuseCode(judgement.code());
    revoked(judgement)
        .ifPresent(why -> {
          throw new InvalidException(trust.name(), why);
        });
    return judgement;
  }

  /** What is written there already is not written again: each write waits for the disk. */
  private void keep(Judgement judgement) {
    boolean there =
        store
            .judgement(judgement.trust().sha256())
            .filter(
                old -> old.trust().equals(judgement.trust()) && old.code().equals(judgement.code()))
            .isPresent();
    if (!there) {
      store.keep(judgement);
    }
  }

  private static void refuseCode(CodeReport code) {
    if (code.verdict() == CodeVerdict.REFUSED) {
      throw new InvalidException(Objections.ofCode(code, CodeVerdict.REFUSED));
    }
  }

  /**
   * Sees to it that a jar which is to be loaded was judged: one that nobody judged, since it was
   * installed before there was a gate, goes through it now.
   *
   * @param sha256 of the jar
   * @throws InvalidException if it would not be let in
   */
  public void judged(String name, String sha256, byte[] jar) {
    Judgement known = store.judgement(sha256).orElse(null);
    if (known == null) {
      byte[] unused = admit(name, jar);
    } else if (known.trust().signed() == Signed.REFUSED) {
      throw Objections.ended(new InvalidException(known.trust().problems()));
    } else {
      refuseCode(known.code());
    }
  }

  /**
   * Why a jar that was admitted may not run in the server's process, whoever made it: what was
   * found, sentence by sentence, the last with what to do; empty if it may.
   *
   * @param sha256 of the jar
   */
  public List<Problem> separateOnly(String sha256) {
    return Objections.apart(store.judgement(sha256).map(Judgement::code).orElse(null));
  }

  /**
   * The rules of the static checks for which whoever lets a jar into the server's process has to
   * trust it.
   *
   * @param sha256 of the jar
   */
  public List<String> trusted(String sha256) {
    return store.judgement(sha256).stream()
        .flatMap(judgement -> judgement.code().findings().stream())
        .filter(finding -> finding.verdict() == CodeVerdict.NEEDS_TRUST)
        .map(Finding::rule)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Whether a jar's code can reach the network past the studio, at whichever level: it says so, or
   * does what nobody can look into.
   *
   * @param sha256 of the jar
   */
  public boolean reachesOut(String sha256) {
    return store.judgement(sha256).stream()
        .flatMap(judgement -> judgement.code().findings().stream())
        .anyMatch(finding -> REACH_OUT.contains(finding.rule()));
  }

  /**
   * Who vouches for a jar that was let in, a sentence; empty if it came before there was a gate.
   *
   * @param sha256 of the jar
   */
  public String found(String sha256) {
    return store.judgement(sha256).map(judgement -> judgement.trust().vouched()).orElse("");
  }

  private Judgement judge(TrustReport trust, byte[] jar) {
    return new Judgement(
        trust,
        looks.through(trust.name(), trust.sha256(), jar),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** Of a jar that was let in before there was a gate, or came with the studio, it is made now. */
  public Judgement judgement(String fileName, String sha256, Supplier<byte[]> jar) {
    return store
        .judgement(sha256)
        .orElseGet(() -> {
          byte[] bytes = jar.get();
          Judgement made = judge(verifier.verify(fileName, bytes), bytes);
          store.keep(made);
          return made;
        });
  }

  /**
   * Why a version that was let in must not serve any more; empty if it may. A sentence.
   *
   * @param sha256 of its jar
   */
  public Optional<String> revoked(String name, String version, String sha256) {
    Set<String> keys = store.judgement(sha256).map(this::keys).orElse(Set.of());
    return revoked(name, version, sha256, keys);
  }

  private Optional<String> revoked(Judgement judgement) {
    TrustReport trust = judgement.trust();
    return revoked(trust.name(), trust.version(), trust.sha256(), keys(judgement));
  }

  private Optional<String> revoked(String name, String version, String sha256, Set<String> keys) {
    Optional<String> reason = revocations.reason(name, version, sha256, null);
    for (String key : keys) {
      reason = reason.or(() -> revocations.reason(name, version, sha256, key));
    }
    return reason;
  }

  /**
   * Of what nobody known vouches for, all keys that it was ever said to be signed with: whoever
   * takes a signature off, or puts another one on, does not take a revocation off. What the owner
   * of its name signs anew counts by that.
   */
  private Set<String> keys(Judgement judgement) {
    TrustReport trust = judgement.trust();
    Set<String> keys = new TreeSet<>();
    if (trust.keyId() != null) {
      keys.add(trust.keyId());
    }
    if (trust.signed() != Signed.SIGNED) {
      keys.addAll(store.keys(trust.sha256()));
    }
    return keys;
  }
}
