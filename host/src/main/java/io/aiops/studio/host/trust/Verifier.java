package io.aiops.studio.host.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a plugin is what the owner of its name signed. Of a statement nothing is read before
 * its signature holds; then all that is not so is reported at once.
 */
public final class Verifier {

  private static final Pattern SPDX =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+-]*( (AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*)*");

  /** So many jars' facts are kept, which follow from their bytes: each upgrade is tried often. */
  private static final int MOST_KNOWN = 200;

  private final TrustStore store;
  private final String api;
  private final Clock clock;
  private final Cache<String, JarFacts> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).executor(Runnable::run).build();

  public Verifier(TrustStore store, Clock clock) {
    this(store, ApiRange.here(), clock);
  }

  /**
   * @param api the version of plugin-api that plugins get
   */
  Verifier(TrustStore store, String api, Clock clock) {
    this.store = store;
    this.api = api;
    this.clock = clock;
  }

  /**
   * @param bytes a package, or a bare jar
   * @throws InvalidException if it is neither
   */
  public TrustReport verify(String fileName, byte[] bytes) {
    if (isJar(fileName, bytes)) {
      return bare(facts(fileName, Sha256.of(bytes), bytes));
    }
    StudioPackage given = StudioPackage.read(fileName, bytes);
    SortedMap<String, String> hashes = given.hashes();
    JarFacts jar =
        facts(
            StudioPackage.JAR,
            hashes.getOrDefault(StudioPackage.JAR, ""),
            given.file(StudioPackage.JAR));
    Envelope envelope = Envelope.read(StudioPackage.STATEMENT, given.file(StudioPackage.STATEMENT));
    List<Publisher> publishers = store.publishers();
    Publisher owner = Publisher.owner(publishers, jar.name()).orElse(null);
    if (owner == null) {
      return report(
          jar,
          null,
          envelope.keyId(),
          null,
          null,
          SignatureCheck.abuse(envelope, jar.name(), publishers, store).stream().toList());
    }
    Optional<String> distrust =
        SignatureCheck.distrust(envelope, jar.name(), owner, publishers, clock.instant());
    if (distrust.isPresent()) {
      return report(
          jar,
          owner,
          envelope.keyId(),
          null,
          null,
          List.of(new Problem(StudioPackage.STATEMENT, distrust.get())));
    }
    Statement statement = Statement.read(StudioPackage.STATEMENT, envelope.payload());
    Contents contents = Contents.of(given);
    List<Problem> problems = new ArrayList<>();
    differences(statement.files(), hashes)
        .forEach(
            name -> problems.add(new Problem(name, "is not the file that the publisher signed.")));
    differences(statement.headers(), jar.headers())
        .forEach(name ->
            problems.add(
                new Problem(
                    name,
                    "is '%s' in the statement, but '%s' in the jar."
                        .formatted(statement.headers().getOrDefault(name, ""), jar.header(name)))));
    licence(jar).ifPresent(problems::add);
    api(jar).ifPresent(problems::add);
    problems.addAll(contents.sbom().against(jar, owner));
    problems.addAll(contents.provenance().against(jar));
    return report(jar, owner, envelope.keyId(), statement.signedAt(), contents, problems);
  }

  private JarFacts facts(String fileName, String sha256, byte[] bytes) {
    JarFacts facts = known.getIfPresent(sha256);
    if (facts == null) {
      facts = JarFacts.read(fileName, sha256, bytes);
      known.put(sha256, facts);
    }
    return facts;
  }

  /**
   * What the signature over files is worth that are no plugin, by the same rules.
   *
   * @param name of what was signed: whoever owns it must have signed it
   * @param statement the envelope
   * @param files the SHA-256 of each
   * @param headers what listings show of it
   */
  public SignedFiles verify(
      String name, byte[] statement, Map<String, String> files, Map<String, String> headers) {
    Envelope envelope = Envelope.read(StudioPackage.STATEMENT, statement);
    List<Publisher> publishers = store.publishers();
    Publisher owner = Publisher.owner(publishers, name).orElse(null);
    if (owner == null) {
      return new SignedFiles(null, envelope.keyId(), null, List.of(unknown(name)));
    }
    Optional<String> distrust =
        SignatureCheck.distrust(envelope, name, owner, publishers, clock.instant());
    if (distrust.isPresent()) {
      return new SignedFiles(
          owner,
          envelope.keyId(),
          null,
          List.of(new Problem(StudioPackage.STATEMENT, distrust.get())));
    }
    Statement signed = Statement.read(StudioPackage.STATEMENT, envelope.payload());
    return new SignedFiles(
        owner, envelope.keyId(), signed.signedAt(), against(signed, files, headers));
  }

  /** Others' files and headers in place of those that were signed. */
  private static List<Problem> against(
      Statement statement, Map<String, String> files, Map<String, String> headers) {
    List<Problem> problems = new ArrayList<>();
    differences(statement.files(), files)
        .forEach(
            name -> problems.add(new Problem(name, "is not the file that the publisher signed.")));
    differences(statement.headers(), headers)
        .forEach(name ->
            problems.add(
                new Problem(
                    name,
                    "is '%s' in the statement, but '%s' in the file."
                        .formatted(
                            statement.headers().getOrDefault(name, ""),
                            headers.getOrDefault(name, "")))));
    return problems;
  }

  private static Problem unknown(String name) {
    return new Problem(
        name,
        "is in no known publisher's namespace, so that its signature cannot be checked. Enter the"
            + " publisher and its key first.");
  }

  /** What lies beside the jar. */
  private record Contents(Sbom sbom, Provenance provenance) {

    static Contents of(StudioPackage given) {
      return new Contents(
          Sbom.read(given.file(StudioPackage.SBOM)),
          Provenance.read(given.file(StudioPackage.PROVENANCE)));
    }
  }

  /** A jar begins with its manifest, which has no place in a package. */
  static boolean isJar(String fileName, byte[] bytes) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      ZipEntry first = zip.getNextEntry();
      if (first != null) {
        return first.getName().startsWith("META-INF/");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidException(
          fileName, "is not a jar, and no package either: " + e.getMessage() + ".");
    }
    throw new InvalidException(fileName, "is not a jar, and no package either.");
  }

  /** The bundle in a package, or the jar itself, of what {@link #verify} has looked at. */
  static byte[] jar(String fileName, byte[] bytes) {
    return isJar(fileName, bytes)
        ? bytes
        : StudioPackage.read(fileName, bytes).file(StudioPackage.JAR);
  }

  private TrustReport bare(JarFacts jar) {
    Publisher owner = Publisher.owner(store.publishers(), jar.name()).orElse(null);
    return report(
        jar,
        owner,
        null,
        null,
        null,
        owner == null
            ? List.of()
            : List.of(
                new Problem(
                    jar.name(),
                    "belongs to '%s', whose plugins are signed; this jar is not. Take the .studio"
                            .formatted(owner.name())
                        + " package of it.")));
  }

  private static Iterable<String> differences(
      Map<String, String> signed, Map<String, String> found) {
    TreeSet<String> names = new TreeSet<>(signed.keySet());
    names.addAll(found.keySet());
    names.removeIf(name -> signed.containsKey(name) && signed.get(name).equals(found.get(name)));
    return names;
  }

  private static Optional<String> spdx(JarFacts jar) {
    return Optional.of(jar.header(JarFacts.LICENCE).split(";", 2)[0].strip())
        .filter(text -> text.length() <= 200 && SPDX.matcher(text).matches());
  }

  private static Optional<Problem> licence(JarFacts jar) {
    return spdx(jar).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                JarFacts.LICENCE,
                jar.header(JarFacts.LICENCE).isEmpty()
                    ? "is missing in the jar's manifest; expected an SPDX expression such as"
                        + " Apache-2.0."
                    : "is no SPDX expression such as Apache-2.0."));
  }

  private Optional<Problem> api(JarFacts jar) {
    Optional<String> range = ApiRange.of(jar.header(JarFacts.IMPORTS));
    if (range.isEmpty()) {
      return Optional.of(
          new Problem(
              JarFacts.IMPORTS, "does not say which versions of io.aiops.studio.api it takes."));
    }
    return ApiRange.includes(range.get(), api)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                JarFacts.IMPORTS,
                "takes io.aiops.studio.api %s; here it is %s.".formatted(range.get(), api)));
  }

  private static TrustReport report(
      JarFacts jar,
      @Nullable Publisher owner,
      @Nullable String keyId,
      @Nullable Instant signedAt,
      @Nullable Contents contents,
      List<Problem> problems) {
    Map<String, String> declares = new TreeMap<>(jar.headers());
    declares.keySet().removeIf(name -> !JarFacts.wants(name));
    return new TrustReport(
        !problems.isEmpty()
            ? Signed.REFUSED
            : owner == null || keyId == null ? Signed.UNSIGNED : Signed.SIGNED,
        jar.name(),
        jar.version(),
        jar.sha256(),
        jar.size(),
        owner == null ? null : owner.name(),
        keyId,
        signedAt,
        spdx(jar).orElse(null),
        ApiRange.of(jar.header(JarFacts.IMPORTS)).orElse(null),
        declares,
        contents == null ? List.of() : contents.sbom().libraries(),
        contents == null ? null : contents.provenance().source().orElse(null),
        problems);
  }
}
