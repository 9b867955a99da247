package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.StudioPackage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code .studio-template} file: a workflow's text as its author wrote it, byte for byte, what it
 * needs, and what to try it on. Equal templates are equal files.
 */
public final class TemplateFile {

  /** What the file's name ends with. */
  public static final String ENDING = ".studio-template";

  /** No file is larger, in bytes. */
  public static final int LARGEST = Archive.LARGEST;

  static final String WORKFLOW = "workflow.yaml";
  static final String FORM = "form.json";
  static final String README = "README.md";
  static final String SCREENSHOT = "screenshot.png";
  static final String STATEMENT = "statement.dsse.json";

  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;
  private static final Map<String, Integer> BOUNDS =
      Map.of(
          Manifest.FILE,
          128 * KIB,
          Lock.FILE,
          128 * KIB,
          WORKFLOW,
          4 * MIB,
          FORM,
          256 * KIB,
          Sample.FILE,
          MIB,
          README,
          256 * KIB,
          SCREENSHOT,
          2 * MIB,
          STATEMENT,
          256 * KIB);
  private static final Pattern PLUGIN =
      Pattern.compile("plugins/([A-Za-z0-9._-]{1,200})\\.(?:jar|studio)");
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final SortedMap<String, byte[]> entries;
  private final Manifest manifest;
  private final Lock lock;
  private final Sample sample;
  private final Workflow workflow;

  private TemplateFile(String fileName, SortedMap<String, byte[]> entries) {
    this.entries = entries;
    for (String needed : new String[] {Manifest.FILE, Lock.FILE, WORKFLOW, FORM, Sample.FILE}) {
      if (!entries.containsKey(needed)) {
        throw new InvalidException(
            fileName,
            "is no template: it has no " + needed + ". Make one with './studio template export'.");
      }
    }
    this.manifest = Manifest.read(Fields.of(Manifest.FILE, entry(Manifest.FILE)));
    this.lock = Lock.read(Fields.of(Lock.FILE, entry(Lock.FILE)));
    this.sample = Sample.read(entries);
    this.workflow = workflow();
    checkThatPartsFit();
  }

  /**
   * @throws InvalidException naming what is missing, too large, or does not belong
   */
  public static TemplateFile read(String fileName, byte[] bytes) {
    return new TemplateFile(fileName, Archive.read(fileName, bytes, TemplateFile::bound));
  }

  /** Whether it is a zip with what makes a template, whatever else may be wrong with it. */
  public static boolean looksLikeOne(byte[] bytes) {
    return Archive.has(bytes, Manifest.FILE);
  }

  /**
   * @param more {@code README.md}, {@code screenshot.png}, {@code plugins/….studio}, {@code
   *     plugins/….jar}
   * @throws InvalidException if one of them cannot be in a template
   */
  public static TemplateFile of(
      Manifest manifest, Lock lock, String text, Sample sample, Map<String, byte[]> more) {
    SortedMap<String, byte[]> entries = new TreeMap<>(more);
    entries.put(Manifest.FILE, Json.bytes(manifest.toMap()));
    entries.put(Lock.FILE, Json.bytes(lock.toMap()));
    entries.put(WORKFLOW, text.getBytes(StandardCharsets.UTF_8));
    entries.put(FORM, Json.bytes(Form.of(manifest, lock)));
    entries.putAll(sample.entries());
    entries.forEach((name, content) -> {
      if (content.length > bound(name)) {
        throw new InvalidException(
            name, "has %d bytes; at most %d.".formatted(content.length, bound(name)));
      }
    });
    long all = entries.values().stream().mapToLong(content -> content.length).sum();
    if (all > LARGEST - MIB) {
      throw new InvalidException(
          "template",
          "would have %d bytes; at most %d. Leave the plugins out, or take smaller samples."
              .formatted(all, LARGEST - MIB));
    }
    return new TemplateFile(manifest.id() + ENDING, entries);
  }

  private static int bound(String name) {
    if (Sample.isContent(name)) {
      return Sample.LARGEST;
    }
    return PLUGIN.matcher(name).matches() ? 60 * MIB : BOUNDS.getOrDefault(name, 0);
  }

  /** The entry of a plugin as its publisher signed it. */
  static String signed(String plugin) {
    return "plugins/" + plugin + ".studio";
  }

  /** The entry of a plugin of which there is only a jar. */
  static String bare(String plugin) {
    return "plugins/" + plugin + ".jar";
  }

  private byte[] entry(String name) {
    return Optional.ofNullable(entries.get(name)).orElseThrow();
  }

  private Workflow workflow() {
    if (!lock.workflowFormat().equals(WorkflowReader.FORMAT)) {
      throw new InvalidException(
          Lock.FILE + ": workflowFormat",
          "is '%s'; this studio knows '%s'. A newer studio may take it."
              .formatted(lock.workflowFormat(), WorkflowReader.FORMAT));
    }
    Validation read = WorkflowReader.read(text());
    if (!read.problems().isEmpty()) {
      throw new InvalidException(
          read.problems().stream()
              .map(each -> new Problem(WORKFLOW + ": " + each.path(), each.message()))
              .toList());
    }
    return read.workflow().orElseThrow();
  }

  private void checkThatPartsFit() {
    if (!Hash.of(entry(WORKFLOW)).equals(lock.workflowSha256())) {
      throw new InvalidException(WORKFLOW, "is not the text that the lock names.");
    }
    manifest.checkThatItFits(workflow);
    if (!Arrays.equals(entry(FORM), Json.bytes(Form.of(manifest, lock)))) {
      throw new InvalidException(FORM, "is not the form of what the lock says is needed.");
    }
    byte[] picture = entries.get(SCREENSHOT);
    if (picture != null && !Arrays.equals(Arrays.copyOf(picture, PNG.length), PNG)) {
      throw new InvalidException(SCREENSHOT, "is no PNG picture.");
    }
    for (String name : entries.keySet()) {
      if (name.startsWith("plugins/")
          && lock.plugins().stream().noneMatch(pin -> fits(pin, name))) {
        throw new InvalidException(
            name, "is not the jar that the lock names: its name or its SHA-256 differs.");
      }
    }
    for (Lock.Pin pin : lock.plugins()) {
      if (entries.containsKey(bare(pin.name())) && entries.containsKey(signed(pin.name()))) {
        throw new InvalidException(
            bare(pin.name()), "is there beside the signed package of the same plugin.");
      }
    }
    if (entries.containsKey(README)) {
      decoded(README);
    }
  }

  private boolean fits(Lock.Pin pin, String name) {
    return (bare(pin.name()).equals(name) || signed(pin.name()).equals(name))
        && Hash.of(jar(name)).equals(pin.sha256());
  }

  /** Of an entry that is one, or a package with one. */
  private byte[] jar(String name) {
    byte[] content = entry(name);
    return name.endsWith(".jar")
        ? content
        : StudioPackage.read(name, content).file(StudioPackage.JAR);
  }

  private String decoded(String name) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(entry(name))).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidException(name, "is not UTF-8 text.");
    }
  }

  public byte[] write() {
    return Archive.write(entries);
  }

  public Manifest manifest() {
    return manifest;
  }

  public Lock lock() {
    return lock;
  }

  /** Whether it is a newer version of the template that something was made from. */
  public boolean updates(Origin origin) {
    return manifest.id().equals(origin.template())
        && manifest.version().compareTo(TemplateVersion.read("version", origin.version())) > 0;
  }

  /** Exactly what the author wrote. */
  public String text() {
    return decoded(WORKFLOW);
  }

  /** What the text says. */
  Workflow definition() {
    return workflow;
  }

  public Sample sample() {
    return sample;
  }

  /** Markdown; empty if there is none. */
  public String readme() {
    return entries.containsKey(README) ? decoded(README) : "";
  }

  /** PNG. */
  public Optional<byte[]> screenshot() {
    return Optional.ofNullable(entries.get(SCREENSHOT)).map(byte[]::clone);
  }

  /** The jar of a plugin that the lock names, if it is in the file, in a package or bare. */
  public Optional<byte[]> jar(Lock.Pin pin) {
    return carried(pin).map(carried -> jar(carried.entry()));
  }

  /** A plugin that the lock names as it is in the file; empty if it is not. */
  Optional<Carried> carried(Lock.Pin pin) {
    return Stream.of(signed(pin.name()), bare(pin.name()))
        .filter(entries::containsKey)
        .map(name -> new Carried(name, entry(name)))
        .findFirst();
  }

  /** What the publisher signed; empty if nobody did. */
  public Optional<byte[]> statement() {
    return Optional.ofNullable(entries.get(STATEMENT));
  }

  /** The SHA-256 of each file but the statement, which cannot name itself. */
  SortedMap<String, String> hashes() {
    SortedMap<String, String> hashes = new TreeMap<>();
    entries.forEach((name, content) -> hashes.put(name, Hash.of(content)));
    hashes.remove(STATEMENT);
    return Collections.unmodifiableSortedMap(hashes);
  }

  /** Of the file. */
  public String sha256() {
    return Hash.of(write());
  }
}
