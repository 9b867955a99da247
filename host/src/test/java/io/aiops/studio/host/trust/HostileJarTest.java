package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.trust.Effort.Bounds;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are made to break the check, to hide from it, or to keep it busy. */
class HostileJarTest {

  private static final Duration ENOUGH = Duration.ofSeconds(30);

  @TempDir private Path folder;
  @TempDir private Path copies;

  @Test
  void a_class_file_that_ends_early_is_a_finding_wherever_it_ends() throws Effort.TooMuch {
    byte[] whole = Classes.exiting("acme.Does");
    for (int length = 0; length < whole.length; length++) {
      assertThat(look(Arrays.copyOf(whole, length)).findings())
          .as("of %s bytes", length)
          .extracting(Finding::rule)
          .contains("unreadable");
    }
    assertThat(look(whole).findings()).extracting(Finding::rule).containsExactly("exit");
  }

  @Test
  void spoilt_class_files_throw_nothing() throws Effort.TooMuch {
    byte[] whole = manyThings();
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] spoilt = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
      }
      refused += look(spoilt).verdict() == CodeVerdict.REFUSED ? 1 : 0;
    }
    assertThat(refused).isBetween(1_000, 19_999);
  }

  @Test
  void spoilt_jars_throw_nothing() throws IOException {
    byte[] whole =
        TestJars.with(
            Classes.jar("META-INF/MANIFEST.MF", Classes.manifest("Bundle-ClassPath: .,a.jar")),
            "a.jar",
            Classes.jar("acme/Does.class", Classes.exiting("acme.Does")),
            1);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] spoilt = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
      }
      refused += check(spoilt, Bounds.USUAL).verdict() == CodeVerdict.REFUSED ? 1 : 0;
    }
    assertThat(refused).isBetween(200, 1_999);
  }

  /** Reading the cases of such a switch one by one would fill the memory. */
  @Test
  void a_switch_with_two_thousand_million_cases_hides_nothing() throws Effort.TooMuch {
    byte[] type = manyThings();
    int at = indexOf(type, new byte[] {0x12, 0x34, 0x56, 0x78});
    type[at - 4] = 0;
    type[at] = 0x7F;
    Arrays.fill(type, at - 3, at, (byte) 0);
    Arrays.fill(type, at + 1, at + 4, (byte) 0xFF);

    assertThat(look(type).findings()).extracting(Finding::rule).contains("exit");
  }

  @Test
  void names_are_shown_without_what_could_change_a_page_or_a_log() throws Effort.TooMuch {
    byte[] type = Classes.exiting("acme.D\u202Eo\nes" + "x".repeat(300));

    assertThat(look(type).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.place()).startsWith("acme.D?o?esxxx").hasSize(201));
  }

  @Test
  void more_entries_than_the_bound_are_not_looked_through() throws IOException {
    byte[] jar = TestJars.with(Classes.jar("a", new byte[0]), "b", new byte[0], 1);

    assertThat(check(jar, new Bounds(2, 1 << 20, 1 << 20, 3, ENOUGH)).verdict())
        .isEqualTo(CodeVerdict.CLEAN);
    assertTooMuch(check(jar, new Bounds(1, 1 << 20, 1 << 20, 3, ENOUGH)), "more than 1 entries");
  }

  @Test
  void a_larger_class_than_the_bound_is_not_looked_through() throws IOException {
    byte[] jar = Classes.jar("A.class", new byte[(1 << 20) + 1]);

    assertTooMuch(
        check(jar, new Bounds(9, 1 << 25, 1 << 20, 3, ENOUGH)), "a file of more than 1 MiB");
  }

  @Test
  void a_jar_within_that_unpacks_without_end_is_left_at_the_bound() throws IOException {
    byte[] bomb = TestJars.with(Classes.jar("a", new byte[0]), "lib/a.jar", new byte[1 << 20], 64);

    assertTooMuch(
        check(bomb, new Bounds(9, 8 << 20, 1 << 20, 3, ENOUGH)),
        "more than 8 MiB of classes and jars");
    assertThat(copies).as("what was unpacked is gone").isEmptyDirectory();
  }

  @Test
  void what_takes_too_long_is_left() throws IOException {
    byte[] jar = Classes.jar("acme/Does.class", Classes.exiting("acme.Does"));

    assertTooMuch(check(jar, new Bounds(9, 1 << 20, 1 << 20, 3, Duration.ZERO)), "takes longer");
  }

  @Test
  void of_a_rule_that_is_met_everywhere_some_are_listed_and_others_are_not_hidden()
      throws IOException {
    Path jar = folder.resolve("many.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (int i = 0; i < 100; i++) {
        put(zip, "acme/Does" + i + ".class", Classes.exiting("acme.Does" + i));
      }
      put(zip, "java/lang/Trap.class", Classes.named("java.lang.Trap"));
    }
    CodeReport report = BytecodeCheck.of(jar);

    assertThat(report)
        .returns(CodeVerdict.REFUSED, CodeReport::verdict)
        .returns(101, CodeReport::classes)
        .returns(80, CodeReport::more);
    assertThat(report.findings()).hasSize(21).first().returns("shadow", Finding::rule);
  }

  @Test
  void a_jar_as_large_as_may_be_is_looked_through_within_five_seconds() throws IOException {
    Path jar = folder.resolve("large.jar");
    int classes = large(jar);
    assertThat(Files.size(jar)).isGreaterThan(95L << 20);

    // What else the machine does meanwhile is not the check's: of the processor, its own share.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();
    CodeReport report = BytecodeCheck.of(jar);
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);

    assertThat(report)
        .returns(CodeVerdict.SEPARATE, CodeReport::verdict)
        .returns(classes, CodeReport::classes);
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  /**
   * Of 100 MiB: classes of some KiB that are not packed, each of which has something to be found.
   */
  private static int large(Path jar) throws IOException {
    byte[] type = manyThings();
    CRC32 crc = new CRC32();
    crc.update(type);
    int count = (100 << 20) / (type.length + 120);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.setMethod(ZipOutputStream.STORED);
      for (int i = 0; i < count; i++) {
        ZipEntry entry = new ZipEntry("acme/Does" + i + ".class");
        entry.setSize(type.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(type);
      }
    }
    return count;
  }

  /** A class with methods, texts, a switch and an end of the process in each method. */
  private static byte[] manyThings() {
    Random random = new Random(1);
    MethodTypeDesc nothing = MethodTypeDesc.of(ConstantDescs.CD_void);
    MethodTypeDesc number = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
    return ClassFile.of()
        .build(
            ClassDesc.of("acme.Does"),
            type -> {
              for (int m = 0; m < 20; m++) {
                type.withMethodBody(
                    "run" + m,
                    nothing,
                    ClassFile.ACC_STATIC,
                    code -> {
                      for (int i = 0; i < 10; i++) {
                        code.ldc(Long.toString(random.nextLong(), 36)).pop();
                      }
                      var end = code.newLabel();
                      code.iconst_5()
                          .tableswitch(0x12345678 - 1, 0x12345678, end, List.of())
                          .labelBinding(end)
                          .iconst_1()
                          .invokestatic(ClassDesc.of("java.lang.System"), "exit", number)
                          .return_();
                    });
              }
            });
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalStateException("Not there: " + Arrays.toString(part));
  }

  private static CodeReport look(byte[] type) throws Effort.TooMuch {
    Findings findings = new Findings();
    new ClassLook(findings, new Outside(), new Effort(Bounds.USUAL)).look("", "a.class", type);
    return findings.report(1);
  }

  private CodeReport check(byte[] jar, Bounds bounds) throws IOException {
    Path file = folder.resolve("plugin.jar");
    Files.write(file, jar);
    return BytecodeCheck.of(file, bounds, copies);
  }

  private static void assertTooMuch(CodeReport report, String what) {
    assertThat(report.verdict()).isEqualTo(CodeVerdict.REFUSED);
    assertThat(report.findings())
        .filteredOn(finding -> finding.rule().equals("too-much"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains(what));
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
  }
}
