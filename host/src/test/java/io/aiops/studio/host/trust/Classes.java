package io.aiops.studio.host.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Class files and jars that no compiler and no build makes. */
final class Classes {

  private Classes() {}

  static byte[] named(String name) {
    return ClassFile.of().build(ClassDesc.of(name), type -> {});
  }

  /** With a method {@code run} that ends the process. */
  static byte[] exiting(String name) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            type ->
                type.withMethodBody(
                    "run",
                    MethodTypeDesc.of(ConstantDescs.CD_void),
                    ClassFile.ACC_STATIC,
                    code ->
                        code.iconst_1()
                            .invokestatic(
                                ClassDesc.of("java.lang.System"),
                                "exit",
                                MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int))
                            .return_()));
  }

  static byte[] manifest(String header) {
    return ("Manifest-Version: 1.0\n" + header + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static byte[] jar(String entry, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A jar behind something else: jars are read from their end. */
  static byte[] after(String begin, byte[] jar) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(begin.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(jar);
    return out.toByteArray();
  }

  /** A jar whose directory has a path twice, as no zip library writes it. */
  static byte[] twice(String entry, byte[] content) {
    String other = "X" + entry.substring(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : new String[] {entry, other}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = out.toString(StandardCharsets.ISO_8859_1);
    return text.replace(other, entry).getBytes(StandardCharsets.ISO_8859_1);
  }
}
