package io.aiops.studio.host.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/** The one place that says whether a plugin is let in, before anything of it is loaded. */
public final class Gate {

  /** The rule for code that reaches the network by itself. */
  public static final String NETWORK = "network";

  private static final Set<String> REACH_OUT =
      Set.of(NETWORK, "process", "native", "unsafe", "unseen-code", "surroundings");

  /** Nobody reads more sentences at once. */
  private static final int MOST_SENTENCES = 10;

  private static final String APART =
      " It may not run in the server's process, whoever made it, but in a process of its own:"
          + " install it as SEPARATE (--separate). Nothing was changed.";

  /** So many jars' code is not looked through again: what is found follows from the bytes. */
  private static final int MOST_KNOWN = 200;

  private final Verifier verifier;
  private final JudgementStore store;
  private final Papers papers;
  private final Revocations revocations;
  private final boolean unsignedToo;
  private final Clock clock;
  private final Function<Path, CodeReport> look;
  private final Cache<String, CodeReport> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).executor(Runnable::run).build();

  /**
   * @param unsignedToo whether plugins that nobody vouches for are let in
   */
  public Gate(
      Verifier verifier,
      JudgementStore store,
      Revocations revocations,
      boolean unsignedToo,
      Clock clock) {
    this(verifier, store, revocations, unsignedToo, clock, BytecodeCheck::of);
  }

  /**
   * @param look through a jar's code
   */
  Gate(
      Verifier verifier,
      JudgementStore store,
      Revocations revocations,
      boolean unsignedToo,
      Clock clock,
      Function<Path, CodeReport> look) {
    this.verifier = verifier;
    this.store = store;
    this.papers = new Papers(store);
    this.revocations = revocations;
    this.unsignedToo = unsignedToo;
    this.clock = clock;
    this.look = look;
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
      throw refused(e);
    }
  }

  /** The last sentence says what became of it, whoever found what is wrong. */
  private static InvalidException refused(InvalidException why) {
    List<Problem> problems = new ArrayList<>(why.problems());
    Problem last = problems.removeLast();
    problems.add(new Problem(last.path(), last.message() + " Nothing was changed."));
    InvalidException refused = new InvalidException(problems);
    refused.initCause(why);
    return refused;
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
      throw new InvalidException(sentences(code, CodeVerdict.REFUSED));
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
      throw refused(new InvalidException(known.trust().problems()));
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
    CodeReport code = store.judgement(sha256).map(Judgement::code).orElse(null);
    if (code == null) {
      return List.of(new Problem("code", "was never looked through." + APART));
    }
    if (code.verdict().compareTo(CodeVerdict.SEPARATE) < 0) {
      return List.of();
    }
    List<Problem> found = new ArrayList<>(sentences(code, CodeVerdict.SEPARATE));
    Problem last = found.removeLast();
    found.add(new Problem(last.path(), last.message() + APART));
    return List.copyOf(found);
  }

  private static List<Problem> sentences(CodeReport code, CodeVerdict from) {
    return code.findings().stream()
        .filter(finding -> finding.verdict().compareTo(from) >= 0)
        .limit(MOST_SENTENCES)
        .map(finding -> new Problem(finding.rule(), finding.sentence()))
        .toList();
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
    return new Judgement(trust, code(trust, jar), clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** What is refused is looked through again: perhaps the machine was too busy for it. */
  private CodeReport code(TrustReport trust, byte[] jar) {
    CodeReport report = known.getIfPresent(trust.sha256());
    if (report == null) {
      report = looked(trust.name(), jar);
      if (report.verdict() != CodeVerdict.REFUSED) {
        known.put(trust.sha256(), report);
      }
    }
    return report;
  }

  private CodeReport looked(String name, byte[] jar) {
    try {
      Path file = Files.createTempFile("studio-gate", ".jar");
      try {
        Files.write(file, jar);
        oneFaced(name, file, jar);
        return look.apply(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be put down to be read", e);
    }
  }

  /**
   * A zip can be made so that it is another one from its front than by its directory. What a plugin
   * is called and wants must be the same, however it is read.
   */
  private static void oneFaced(String name, Path file, byte[] bytes) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), false);
        JarInputStream front = new JarInputStream(new ByteArrayInputStream(bytes), false)) {
      Manifest first = front.getManifest();
      Manifest listed = jar.getManifest();
      if (first == null
          || listed == null
          || !first.getMainAttributes().equals(listed.getMainAttributes())) {
        throw new InvalidException(
            name,
            "is another jar from its front than by its directory: its manifest has to be its first"
                + " entry, and there once.");
      }
    }
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
    return revocations.reason(
        name,
        version,
        sha256,
        store.judgement(sha256).map(judgement -> judgement.trust().keyId()).orElse(null));
  }

  private Optional<String> revoked(Judgement judgement) {
    TrustReport trust = judgement.trust();
    return revocations.reason(trust.name(), trust.version(), trust.sha256(), trust.keyId());
  }
}
