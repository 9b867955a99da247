package io.aiops.studio.marketplace.template;

import static io.aiops.studio.marketplace.template.TestTemplates.TEXT;
import static io.aiops.studio.marketplace.template.TestTemplates.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateFileTest {

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2};

  private static TemplateFile whole() {
    return TestTemplates.of(
        "acme.greet",
        "1.4.0",
        TEXT,
        new Sample(
            Map.of("name", "Ada"),
            List.of(new SampleInput("file", "Ü b.csv", "text/csv", bytes("a,b\n")))),
        Map.of(
            TemplateFile.README,
            bytes("# Read\n"),
            TemplateFile.SCREENSHOT,
            PNG,
            "plugins/com.acme.greeter.jar",
            bytes("jar")),
        new Lock.Role(Lock.Kind.CONNECTION, "crm", "http"));
  }

  @Test
  void all_that_goes_in_comes_out() {
    TemplateFile made = whole();
    TemplateFile read = TemplateFile.read("x", made.write());
    assertThat(read.text()).isEqualTo(TEXT);
    assertThat(read.manifest()).isEqualTo(made.manifest());
    assertThat(read.manifest().lineage()).hasSize(1);
    assertThat(read.lock()).isEqualTo(made.lock());
    assertThat(read.readme()).isEqualTo("# Read\n");
    assertThat(read.screenshot().orElseThrow()).isEqualTo(PNG);
    assertThat(read.sample().inputs()).containsExactly(Map.entry("name", "Ada"));
    SampleInput file = read.sample().files().getFirst();
    assertThat(file.name()).isEqualTo("Ü b.csv");
    assertThat(file.content()).isEqualTo(bytes("a,b\n"));
    assertThat(read.jar(read.lock().plugins().getFirst()).orElseThrow()).isEqualTo(bytes("jar"));
    assertThat(read.statement()).isEmpty();
    assertThat(read.hashes()).containsKeys("template.json", "lock.json", "workflow.yaml");
  }

  @Test
  void equal_templates_are_equal_files() {
    assertThat(whole().write()).isEqualTo(whole().write());
    assertThat(TemplateFile.read("x", whole().write()).write()).isEqualTo(whole().write());
    assertThat(whole().sha256()).isEqualTo(Hash.of(whole().write()));
  }

  @Test
  void a_jar_that_the_lock_does_not_name_is_refused() {
    assertThatThrownBy(() ->
            TestTemplates.of(
                "a", "1.0.0", TEXT, Sample.NONE, Map.of("plugins/evil.jar", bytes("jar"))))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining("plugins/evil.jar: is not the jar that the lock names");
    assertThatThrownBy(() ->
            TestTemplates.of(
                "a",
                "1.0.0",
                TEXT,
                Sample.NONE,
                Map.of("plugins/com.acme.greeter.jar", bytes("jaR"))))
        .hasMessageContaining("SHA-256 differs");
  }

  @Test
  void a_picture_that_is_none_is_refused() {
    assertThatThrownBy(() ->
            TestTemplates.of(
                "a",
                "1.0.0",
                TEXT,
                Sample.NONE,
                Map.of(TemplateFile.SCREENSHOT, bytes("<svg onload=x>"))))
        .hasMessageContaining("is no PNG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "01.0.0", "1.0.0-x", "1.0.9999999999", ""})
  void a_version_is_three_numbers(String version) {
    assertThatThrownBy(() -> TestTemplates.of("a", version, TEXT))
        .hasMessageContaining("three numbers");
  }

  private static Map<String, byte[]> entries() {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(whole().write()))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        entries.put(e.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return entries;
  }

  private static void refused(byte[] bytes, String why) {
    assertThatThrownBy(() -> TemplateFile.read("t", bytes))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining(why);
  }

  private static byte[] stored(Map<String, byte[]> entries) {
    return zip(entries, ZipOutputStream.STORED, LocalDateTime.of(1980, 1, 1, 0, 0), "");
  }

  private static byte[] zip(
      Map<String, byte[]> entries, int method, LocalDateTime time, String comment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(method);
      zip.setComment(comment);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(time);
        entry.setSize(each.getValue().length);
        CRC32 crc = new CRC32();
        crc.update(each.getValue());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  @Test
  void the_same_entries_written_by_hand_are_read() {
    assertThat(TemplateFile.read("t", stored(entries())).text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "/etc/passwd",
        "samples/../x",
        "samples/1",
        "plugins/../evil.jar",
        "plugins/a/b.jar",
        "Workflow.yaml",
        "run.sh",
        "samples/"
      })
  void what_does_not_belong_is_refused(String name) {
    Map<String, byte[]> entries = entries();
    entries.put(name, bytes("x"));
    refused(stored(entries), "does not belong into a template");
  }

  @Test
  void a_bomb_is_refused_before_it_grows() {
    Map<String, byte[]> entries = entries();
    entries.put(TemplateFile.README, new byte[30_000_000]);
    byte[] bomb = zip(entries, ZipOutputStream.DEFLATED, LocalDateTime.of(1980, 1, 1, 0, 0), "");
    assertThat(bomb.length).isLessThan(100_000);
    refused(bomb, "compressed");
    refused(stored(entries), "more than 262144 bytes");
    refused(new byte[TemplateFile.LARGEST + 1], "the most a template may have");
  }

  @Test
  void an_entry_twice_is_refused() {
    byte[] once = stored(entries());
    String same = new String(once, StandardCharsets.ISO_8859_1);
    // Two names of one length: the second becomes the first, in both places a zip has it.
    byte[] twice = same.replace("lock.json", "form.json").getBytes(StandardCharsets.ISO_8859_1);
    refused(twice, "'form.json' twice");
  }

  @Test
  void another_order_time_or_comment_is_refused() {
    Map<String, byte[]> turned = new LinkedHashMap<>();
    entries().keySet().stream()
        .sorted((a, b) -> b.compareTo(a))
        .forEach(name -> turned.put(name, entries().get(name)));
    refused(stored(turned), "was not written by a studio");
    LocalDateTime other = LocalDateTime.of(2026, 1, 1, 0, 0);
    refused(zip(entries(), ZipOutputStream.STORED, other, ""), "was not written by a studio");
    LocalDateTime none = LocalDateTime.of(1980, 1, 1, 0, 0);
    refused(zip(entries(), ZipOutputStream.STORED, none, "hidden"), "was not written by a studio");
  }

  @Test
  void whatever_byte_is_changed_it_is_refused_or_says_so_in_its_hash() {
    byte[] good = whole().write();
    for (int i = 0; i < good.length; i += 7) {
      byte[] bad = good.clone();
      bad[i] ^= 0x20;
      try {
        TemplateFile.read("t", bad);
        // Nothing but a word that nobody can check, such as a title, can be changed unseen.
        assertThat(Hash.of(bad)).isNotEqualTo(Hash.of(good));
      } catch (InvalidException refused) {
        assertThat(refused.problems()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 30, 200, 900})
  void a_part_of_a_file_is_refused(int length) {
    byte[] part = java.util.Arrays.copyOf(whole().write(), length);
    assertThatThrownBy(() -> TemplateFile.read("t", part)).isInstanceOf(InvalidException.class);
  }

  private static void refusedWith(String entry, String from, String to, String why) {
    Map<String, byte[]> entries = entries();
    String text = new String(entries.get(entry), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    entries.put(entry, bytes(text.replace(from, to)));
    refused(stored(entries), why);
  }

  @Test
  void parts_that_do_not_fit_are_refused_by_name() {
    refusedWith("workflow.yaml", "# kept", "# Kept", "is not the text that the lock names");
    refusedWith("template.json", "\"greet\"", "\"greed\"", "template.json: workflow");
    refusedWith("template.json", "\"format\":1", "\"format\":3", "template.json: format");
    refusedWith("template.json", "\"id\":", "\"more\":1,\"id\":", "more: does not belong");
    refusedWith("template.json", "acme.greet", "Acme/..", "template.json: id");
    refusedWith("template.json", "1.4.0", "1.4", "template.json: version");
    refusedWith("lock.json", "workflow/v1", "workflow/v2", "A newer studio may take it");
    refusedWith("lock.json", "CONNECTION", "SECRET", "lock.json: roles[0].kind");
    refusedWith("form.json", "\"crm\"", "\"crn\"", "form.json");
    refusedWith("sample.json", "text/csv", "text csv", "sample.json: files[0].mediaType");
    refusedWith("sample.json", "Ü b.csv", "../b.csv", "sample.json: files[0].name");
    refusedWith("sample.json", "\"files\":[", "\"files\":[],\"x\":[", "samples/00");
  }

  @Test
  void what_is_missing_is_named() {
    for (String needed : List.of("template.json", "lock.json", "workflow.yaml", "form.json")) {
      Map<String, byte[]> entries = entries();
      entries.remove(needed);
      refused(stored(entries), "it has no " + needed);
    }
    Map<String, byte[]> entries = entries();
    entries.remove("samples/00");
    refused(stored(entries), "samples/00");
    refused(stored(Map.of()), "is no template");
  }
}
