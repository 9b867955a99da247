package io.aiops.studio.host.trust;

import static io.aiops.studio.host.trust.StudioPackage.JAR;
import static io.aiops.studio.host.trust.StudioPackage.PROVENANCE;
import static io.aiops.studio.host.trust.StudioPackage.SBOM;
import static io.aiops.studio.host.trust.StudioPackage.STATEMENT;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What signatures keep out, before anything of a plugin is loaded. Acme owns {@code acme}, Other
 * owns {@code other} and {@code acme.tools}.
 */
final class SignatureAttacks {

  private static final byte[] OTHER_README = "# Pay here\n".getBytes(StandardCharsets.UTF_8);
  private static final String POM = "META-INF/maven/org.lib/lib/pom.properties";
  private static final String COORDINATES = "groupId=org.lib\nartifactId=lib\nversion=3.1\n";

  /**
   * @param what the attack
   * @param path of the problem that refuses it
   * @param says part of its message
   */
  record Attack(String what, Supplier<byte[]> file, String path, String says) {
    @Override
    public String toString() {
      return what;
    }
  }

  private SignatureAttacks() {}

  /** What somebody does on the way, without a key. */
  static List<Attack> onTheWay() {
    return List.of(
        new Attack(
            "a jar that was changed",
            () -> Draft.good().sign().with(JAR, Draft.good().inside("x", "").jar()).bytes(),
            JAR,
            "is not the file that the publisher signed"),
        new Attack(
            "a README that was changed",
            () -> Draft.good().sign().with("README.md", OTHER_README).bytes(),
            "README.md",
            "is not the file"),
        new Attack(
            "a file that was put in",
            () -> Draft.good().sign().with("icon.png", new byte[] {1}).bytes(),
            "icon.png",
            "is not the file"),
        new Attack(
            "a file that was taken out",
            () -> Draft.good().sign().with("README.md", null).bytes(),
            "README.md",
            "is not the file"),
        new Attack(
            "a bill of materials of another version",
            () -> Draft.good().sign().with(SBOM, old().file(SBOM)).bytes(),
            SBOM,
            "is not the file"),
        new Attack(
            "the statement of an older version",
            () -> Draft.good().sign().with(STATEMENT, old().file(STATEMENT)).bytes(),
            JAR,
            "is not the file"),
        new Attack(
            "an older jar as a newer version",
            () -> Draft.good().sign().with(JAR, old().file(JAR)).bytes(),
            "Bundle-Version",
            "is '1.2.0' in the statement, but '1.1.0' in the jar"),
        new Attack(
            "a signature taken off: the jar alone",
            () -> Draft.good().jar(),
            "acme.greeter",
            "belongs to 'Acme', whose plugins are signed; this jar is not"),
        new Attack(
            "the jar alone under a name with a capital letter",
            () -> Draft.of("ACME.greeter", "9.0.0").jar(),
            "ACME.greeter",
            "belongs to 'Acme'"),
        new Attack(
            "a jar that is another one from its front",
            SignatureAttacks::twoFaced,
            "acme.greeter",
            "belongs to 'Acme'"),
        new Attack(
            "a statement with other bytes under the old signature",
            () -> Draft.good().sign().forged("api.acme.com", "*.acme.com").bytes(),
            STATEMENT,
            "was changed after it was signed"));
  }

  /** What somebody does who has a key, though not the right one. */
  static List<Attack> wrongKey() {
    return List.of(
        new Attack(
            "a key that nobody knows",
            () -> Draft.good().sign(Draft.STRANGER).bytes(),
            STATEMENT,
            "which is none of 'Acme'"),
        new Attack(
            "another publisher's key",
            () -> Draft.good().sign(Draft.OTHER).bytes(),
            STATEMENT,
            "is signed with a key of 'Other', but 'acme.greeter' belongs to 'Acme'"),
        new Attack(
            "another publisher's key and a capital letter",
            () -> Draft.of("Acme.greeter", "1.2.0").sign(Draft.OTHER).bytes(),
            STATEMENT,
            "'Acme.greeter' belongs to 'Acme'"),
        new Attack(
            "the key of a namespace around the one that owns the name",
            () -> Draft.of("acme.tools.saw", "1.0.0").sign().bytes(),
            STATEMENT,
            "is signed with a key of 'Acme', but 'acme.tools.saw' belongs to 'Other'"),
        new Attack(
            "a name that only begins with the same letters",
            () -> Draft.of("acmefake.greeter", "1.0.0").sign().bytes(),
            "acmefake.greeter",
            "is in no known publisher's namespace"),
        new Attack(
            "a key that has expired",
            () -> Draft.good().sign(Draft.EXPIRED).bytes(),
            STATEMENT,
            "is signed with a key that was valid until 2026-11-23T09:00:00Z"),
        new Attack(
            "a key that was revoked",
            () -> Draft.good().sign(Draft.REVOKED).bytes(),
            STATEMENT,
            "is signed with a key that was revoked on 2026-11-23T08:00:00Z: a laptop was stolen"),
        new Attack(
            "something else that was signed, taken for a statement",
            () -> Draft.good().as("text/plain").sign().bytes(),
            STATEMENT,
            "is signed, but as 'text/plain'"));
  }

  /** What a publisher does who says what is not so. */
  static List<Attack> lies() {
    return List.of(
        new Attack(
            "a listing that wants less than the jar",
            () -> Draft.good().claiming(said -> claiming(said, "Studio-Hosts", "")).sign().bytes(),
            "Studio-Hosts",
            "is '' in the statement, but 'api.acme.com' in the jar"),
        new Attack(
            "a listing with another licence than the jar",
            () ->
                Draft.good()
                    .claiming(said -> claiming(said, "Bundle-License", "MIT"))
                    .sign()
                    .bytes(),
            "Bundle-License",
            "is 'MIT' in the statement, but 'Apache-2.0' in the jar"),
        new Attack(
            "a jar inside that the bill does not name",
            () -> Draft.good().inside("lib/miner.jar", "digs").sign().bytes(),
            SBOM,
            "names no component with the SHA-256 of 'lib/miner.jar'"),
        new Attack(
            "a jar inside that is another one than the bill names",
            () ->
                Draft.good()
                    .inside("lib/a.jar", "digs")
                    .component("org.lib", "a", "1.0", "harmless")
                    .sign()
                    .bytes(),
            SBOM,
            "'lib/a.jar'"),
        new Attack(
            "a jar inside that is not called so",
            () ->
                Draft.good()
                    .header("Bundle-ClassPath", ".,/lib/notes.txt;x=1")
                    .inside("lib/notes.txt", "digs")
                    .sign()
                    .bytes(),
            SBOM,
            "'lib/notes.txt'"),
        new Attack(
            "a wish in small letters that the listing leaves out",
            () ->
                Draft.good()
                    .header("studio-folders", "/")
                    .claiming(said -> claiming(said, "studio-folders", ""))
                    .sign()
                    .bytes(),
            "studio-folders",
            "is '' in the statement, but '/' in the jar"),
        new Attack(
            "a copied library that the bill conceals",
            () ->
                Draft.good()
                    .inside(POM, COORDINATES)
                    .component("org.lib", "lib", "3.2", "newer")
                    .sign()
                    .bytes(),
            SBOM,
            "conceals org.lib:lib:3.1"),
        new Attack(
            "copied classes and an empty bill",
            () -> Draft.good().inside("org/lib/Lib.class", "").sign().bytes(),
            SBOM,
            "has classes of 'org.lib'"),
        new Attack(
            "copied classes for another Java and an empty bill",
            () -> Draft.good().inside("META-INF/versions/21/org/lib/Lib.class", "").sign().bytes(),
            SBOM,
            "has classes of 'org.lib'"),
        new Attack(
            "the bill of another version",
            () -> Draft.good().billOf("1.1.0").sign().bytes(),
            SBOM,
            "is of version '1.1.0', but the jar is 1.2.0"),
        new Attack(
            "a bill that is none",
            () -> Draft.good().file(SBOM, "{").sign().bytes(),
            SBOM,
            "is no bill of materials"),
        new Attack(
            "the provenance of another jar",
            () ->
                Draft.good()
                    .file(PROVENANCE, new String(old().file(PROVENANCE), StandardCharsets.UTF_8))
                    .sign()
                    .bytes(),
            PROVENANCE,
            "is of another jar"),
        new Attack(
            "an empty bill",
            () -> Draft.good().file(SBOM, "").sign().bytes(),
            SBOM,
            "is no bill of materials"),
        new Attack(
            "an empty provenance",
            () -> Draft.good().file(PROVENANCE, "").sign().bytes(),
            PROVENANCE,
            "is no provenance"),
        new Attack(
            "a provenance that is none",
            () -> Draft.good().file(PROVENANCE, "[]").sign().bytes(),
            PROVENANCE,
            "is no provenance"),
        new Attack(
            "no licence",
            () -> Draft.good().header("Bundle-License", null).sign().bytes(),
            "Bundle-License",
            "is missing"),
        new Attack(
            "a licence that nobody can look up",
            () -> Draft.good().header("Bundle-License", "https://acme.com/ours").sign().bytes(),
            "Bundle-License",
            "is no SPDX expression"),
        new Attack(
            "an API that is not here",
            () ->
                Draft.good()
                    .header("Import-Package", "io.aiops.studio.api;version=\"[2.0,3)\"")
                    .sign()
                    .bytes(),
            "Import-Package",
            "takes io.aiops.studio.api [2.0,3); here it is 1.0.0"),
        new Attack(
            "no word on the API",
            () -> Draft.good().header("Import-Package", "java.util").sign().bytes(),
            "Import-Package",
            "does not say which versions"));
  }

  private static Draft.Signed old() {
    return Draft.of("acme.greeter", "1.1.0").sign();
  }

  private static Statement claiming(Statement said, String header, String value) {
    SortedMap<String, String> headers = new TreeMap<>(said.headers());
    headers.put(header, value);
    return new Statement(said.files(), headers, said.signedAt());
  }

  /** Read from its front it is free to all, read by its directory it is Acme's. */
  private static byte[] twoFaced() {
    byte[] front = Draft.of("free.greeter", "1.0.0").jar();
    byte[] back = Draft.good().jar();
    byte[] both = new byte[front.length + back.length];
    System.arraycopy(front, 0, both, 0, front.length);
    System.arraycopy(back, 0, both, front.length, back.length);
    return both;
  }
}
