package io.aiops.studio.host.trust;

import static io.aiops.studio.host.trust.CodeVerdict.NEEDS_TRUST;
import static io.aiops.studio.host.trust.CodeVerdict.REFUSED;
import static io.aiops.studio.host.trust.CodeVerdict.SEPARATE;
import static io.aiops.studio.host.trust.CodeVerdict.TOLD;

import io.aiops.studio.host.plugin.TestJars;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Jars that do one thing each, and what is to be found in them. */
final class RuleRows {

  /**
   * @param place of the finding: its class and method, or its entry
   * @param what is part of what the finding names
   */
  record Row(
      String title,
      Rule rule,
      CodeVerdict verdict,
      Supplier<byte[]> jar,
      String place,
      String what) {

    @Override
    public String toString() {
      return rule.name() + ": " + title;
    }
  }

  private RuleRows() {}

  static List<Row> all() {
    return Stream.of(code(), types(), headers(), components(), entries()).flatMap(s -> s).toList();
  }

  private static Stream<Row> code() {
    return Stream.of(
        code(Rules.EXIT, SEPARATE, "System.exit(1);", "java.lang.System.exit"),
        code(Rules.EXIT, SEPARATE, "Runtime.getRuntime().halt(1);", "java.lang.Runtime.halt"),
        code(
            Rules.EXIT,
            SEPARATE,
            "java.util.function.IntConsumer end = System::exit; end.accept(1);",
            "java.lang.System.exit"),
        code(
            Rules.PROCESS,
            SEPARATE,
            "new ProcessBuilder(\"ls\").start();",
            "java.lang.ProcessBuilder"),
        code(
            Rules.PROCESS,
            SEPARATE,
            "Runtime.getRuntime().exec(new String[] {\"ls\"});",
            "java.lang.Runtime.exec"),
        code(
            Rules.PROCESS,
            SEPARATE,
            "ProcessHandle.allProcesses().forEach(ProcessHandle::destroyForcibly);",
            "java.lang.ProcessHandle"),
        code(Rules.NATIVE, SEPARATE, "System.load(\"/tmp/x.so\");", "java.lang.System.load"),
        code(Rules.NATIVE, SEPARATE, "System.loadLibrary(\"x\");", "java.lang.System.loadLibrary"),
        code(
            Rules.NATIVE,
            SEPARATE,
            "java.lang.foreign.Linker.nativeLinker();",
            "java.lang.foreign.Linker"),
        code(
            Rules.UNSAFE,
            SEPARATE,
            "sun.misc.Unsafe.class.getDeclaredField(\"theUnsafe\");",
            "sun.misc.Unsafe"),
        code(
            Rules.UNSAFE,
            SEPARATE,
            "Class.forName(\"sun.misc.Unsafe\");",
            "the text 'sun.misc.Unsafe'"),
        code(
            Rules.UNSAFE,
            SEPARATE,
            "getClass().getModule().addOpens(\"acme\", Object.class.getModule());",
            "java.lang.Module.addOpens"),
        code(
            Rules.UNSEEN_CODE,
            SEPARATE,
            "new java.net.URLClassLoader(new java.net.URL[0]).loadClass(\"x\");",
            "java.net.URLClassLoader"),
        code(
            Rules.UNSEEN_CODE,
            SEPARATE,
            "java.lang.invoke.MethodHandles.lookup().defineClass(new byte[0]);",
            "defineClass"),
        code(
            Rules.UNSEEN_CODE,
            SEPARATE,
            "javax.tools.ToolProvider.getSystemJavaCompiler();",
            "javax.tools.ToolProvider"),
        code(
            Rules.HOST,
            REFUSED,
            "io.aiops.studio.host.json.Json.class.getName();",
            "io.aiops.studio.host.json.Json"),
        code(
            Rules.HOST,
            REFUSED,
            "getClass().getClassLoader().loadClass(\"io.aiops.studio.host.StudioStart\");",
            "the text 'io.aiops.studio.host.StudioStart'"),
        code(
            Rules.HOST,
            REFUSED,
            "String of = toString(); Class.forName(\"io.aiops.studio.host.\" + of);",
            "the text 'io.aiops.studio.host.?'"),
        code(
            Rules.HOST,
            REFUSED,
            "Class.forName(\"org.apache.felix.framework.Felix\");",
            "the text 'org.apache.felix.framework.Felix'"),
        code(
            Rules.HOST,
            REFUSED,
            "Class.forName(\"com.ibm.ws.kernel.boot.Launcher\");",
            "the text 'com.ibm.ws.kernel.boot.Launcher'"),
        code(
            Rules.AGENT,
            REFUSED,
            "com.sun.tools.attach.VirtualMachine.attach(\"1\");",
            "com.sun.tools.attach.VirtualMachine"),
        code(
            Rules.NETWORK,
            NEEDS_TRUST,
            "new java.net.Socket(\"example.org\", 80).close();",
            "java.net.Socket"),
        code(
            Rules.NETWORK,
            NEEDS_TRUST,
            "java.nio.channels.SocketChannel.open();",
            "java.nio.channels.SocketChannel.open"),
        code(
            Rules.NETWORK,
            NEEDS_TRUST,
            "java.net.URI.create(\"http://example.org\").toURL().openStream();",
            "java.net.URL.openStream"),
        code(
            Rules.NETWORK,
            NEEDS_TRUST,
            "java.net.http.HttpClient.newHttpClient().close();",
            "java.net.http.HttpClient"),
        code(
            Rules.NETWORK,
            NEEDS_TRUST,
            "java.net.InetAddress.getByName(\"secret.example.org\");",
            "java.net.InetAddress.getByName"),
        code(
            Rules.FILES,
            NEEDS_TRUST,
            "java.nio.file.Files.readString(java.nio.file.Path.of(\"/etc/passwd\"));",
            "java.nio.file.Files.readString"),
        code(
            Rules.FILES,
            NEEDS_TRUST,
            "new java.io.FileInputStream(\"/etc/passwd\").close();",
            "java.io.FileInputStream"),
        code(Rules.FILES, NEEDS_TRUST, "new java.io.File(\"x\").delete();", "java.io.File.delete"),
        code(
            Rules.FILES,
            NEEDS_TRUST,
            "new java.io.PrintWriter(\"x\").close();",
            "new java.io.PrintWriter"),
        code(
            Rules.DEEP_REFLECTION,
            NEEDS_TRUST,
            "getClass().getDeclaredFields()[0].setAccessible(true);",
            "java.lang.reflect.Field.setAccessible"),
        code(
            Rules.DEEP_REFLECTION,
            NEEDS_TRUST,
            "java.lang.invoke.MethodHandles.privateLookupIn("
                + "getClass(), java.lang.invoke.MethodHandles.lookup());",
            "privateLookupIn"),
        code(
            Rules.SURROUNDINGS,
            NEEDS_TRUST,
            "java.lang.management.ManagementFactory.getPlatformMBeanServer();",
            "java.lang.management.ManagementFactory"),
        code(
            Rules.SURROUNDINGS,
            NEEDS_TRUST,
            "new javax.naming.InitialContext().lookup(\"jdbc/studio\");",
            "javax.naming.InitialContext"),
        code(
            Rules.SURROUNDINGS,
            NEEDS_TRUST,
            "StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);",
            "java.lang.StackWalker"),
        code(
            Rules.SURROUNDINGS,
            NEEDS_TRUST,
            "FrameworkUtil.getBundle(getClass()).getBundleContext().getBundle(0).stop();",
            "org.osgi.framework"),
        code(
            Rules.ENVIRONMENT,
            NEEDS_TRUST,
            "System.getenv(\"STUDIO_SECRET\");",
            "java.lang.System.getenv"),
        code(
            Rules.SHARED_STATE,
            NEEDS_TRUST,
            "java.util.Locale.setDefault(java.util.Locale.ROOT);",
            "java.util.Locale.setDefault"),
        code(
            Rules.SHARED_STATE,
            NEEDS_TRUST,
            "System.setProperty(\"a\", \"b\");",
            "java.lang.System.setProperty"),
        code(
            Rules.DESERIALIZATION,
            NEEDS_TRUST,
            "new java.io.ObjectInputStream(java.io.InputStream.nullInputStream()).readObject();",
            "new java.io.ObjectInputStream"),
        code(Rules.THREADS, TOLD, "new Thread(() -> {}).start();", "java.lang.Thread"),
        code(
            Rules.THREADS,
            TOLD,
            "java.util.concurrent.Executors.newCachedThreadPool();",
            "java.util.concurrent.Executors.newCachedThreadPool"),
        code(
            Rules.PROPERTIES,
            TOLD,
            "System.getProperty(\"user.home\");",
            "java.lang.System.getProperty"),
        code(Rules.REFLECTION, TOLD, "Class.forName(\"acme.Other\");", "java.lang.Class.forName"));
  }

  private static Row code(Rule rule, CodeVerdict verdict, String code, String what) {
    return new Row(code, rule, verdict, () -> running(code).build(), "acme.Does.run", what);
  }

  static TestJars running(String code) {
    return TestJars.bundle("acme", "1.0.0")
        .type("Does", "public class Does { void run() throws Exception { " + code + " } }");
  }

  private static Stream<Row> types() {
    return Stream.of(
        row(
            "a native method",
            Rules.NATIVE,
            SEPARATE,
            "native void run();",
            "run",
            "a native method"),
        type(
            "a class loader of its own",
            Rules.UNSEEN_CODE,
            SEPARATE,
            "class Does extends ClassLoader {}",
            ".<init>",
            "java.lang.ClassLoader"),
        type(
            "a class of arrays",
            Rules.FILES,
            NEEDS_TRUST,
            "interface Does { Class<?> TYPE = java.io.RandomAccessFile[].class; }",
            ".<clinit>",
            "java.io.RandomAccessFile"),
        row(
            "an initialiser",
            Rules.EXIT,
            SEPARATE,
            "static { Runtime.getRuntime().exit(3); }",
            "<clinit>",
            "java.lang.Runtime.exit"),
        row(
            "a lambda",
            Rules.ENVIRONMENT,
            NEEDS_TRUST,
            "Runnable r = () -> System.getenv();",
            "lambda$new$0",
            "java.lang.System.getenv"),
        new Row(
            "a class in plugin-api's package",
            Rules.SHADOW,
            REFUSED,
            () -> with("acme/Trap.class", Classes.named("io.aiops.studio.api.Trap")),
            "io.aiops.studio.api.Trap",
            "io.aiops.studio.api.Trap"),
        new Row(
            "a class of Java's",
            Rules.SHADOW,
            REFUSED,
            () -> with("java/lang/String.class", Classes.named("java.lang.String")),
            "java.lang.String",
            "java.lang.String"),
        new Row(
            "a library that is not there",
            Rules.OUTSIDE,
            TOLD,
            () ->
                running("org.assertj.core.api.Assertions.fail(\"x\");")
                    .header("Import-Package", "!*")
                    .build(),
            "acme.Does",
            "the package org.assertj.core.api"));
  }

  private static Row row(
      String title, Rule rule, CodeVerdict verdict, String members, String method, String what) {
    return type(title, rule, verdict, "class Does { " + members + " }", "." + method, what);
  }

  private static Row type(
      String title, Rule rule, CodeVerdict verdict, String source, String method, String what) {
    return new Row(
        title,
        rule,
        verdict,
        () -> TestJars.bundle("acme", "1.0.0").type("Does", source).build(),
        "acme.Does" + method,
        what);
  }

  private static Stream<Row> headers() {
    return Stream.of(
        header(Rules.WIRING, REFUSED, "Require-Bundle", "com.acme.other"),
        header(Rules.WIRING, REFUSED, "Fragment-Host", "com.acme.other"),
        header(Rules.WIRING, REFUSED, "DynamicImport-Package", "*"),
        header(Rules.WIRING, REFUSED, "Import-Package", "com.acme.other;version=\"[2,3)\""),
        header(Rules.OUTSIDE, TOLD, "Import-Package", "com.acme.other;resolution:=optional"),
        header(Rules.HOST, REFUSED, "Import-Package", "io.aiops.studio.host.plugin"),
        header(Rules.UNSAFE, SEPARATE, "Import-Package", "sun.misc"),
        header(Rules.SURROUNDINGS, NEEDS_TRUST, "Import-Package", "org.osgi.util.tracker"),
        header(Rules.EXPORT, TOLD, "Export-Package", "acme"),
        header(Rules.SHADOW, REFUSED, "Export-Package", "io.aiops.studio.api;version=1.9"),
        header(Rules.DUPLICATE, REFUSED, "Import-Package", "java.util\nimport-package: java.io"),
        header(Rules.AGENT, REFUSED, "Launcher-Agent-Class", "acme.Does"),
        header(Rules.NATIVE, SEPARATE, "Bundle-NativeCode", "lib/x.so;osname=Linux"));
  }

  private static Row header(Rule rule, CodeVerdict verdict, String name, String value) {
    return new Row(
        name + ": " + value,
        rule,
        verdict,
        () -> Classes.jar("META-INF/MANIFEST.MF", Classes.manifest(name + ": " + value)),
        "META-INF/MANIFEST.MF",
        rule == Rules.DUPLICATE ? "import-package: twice" : name + ": " + value.split(";", 2)[0]);
  }

  private static Stream<Row> components() {
    return Stream.of(
        component(
            "Service-Component: OSGI-INF/a.xml",
            "<reference interface='%s'/>".formatted("io.aiops.studio.api.Connector"),
            "a reference to io.aiops.studio.api.Connector"),
        component(
            "Service-Component: OSGI-INF/*.xml",
            "<reference interface='org&#46;osgi.service.component.AnyService'/>",
            "a reference to org.osgi.service.component.AnyService"),
        component(
            "Service-Component: /OSGI-INF/*",
            "<service><provide interface='org.osgi.framework.hooks.service.FindHook'/></service>",
            "the service org.osgi.framework.hooks.service.FindHook"));
  }

  private static Row component(String header, String element, String what) {
    return new Row(
        what,
        Rules.SURROUNDINGS,
        NEEDS_TRUST,
        () ->
            TestJars.with(
                Classes.jar("META-INF/MANIFEST.MF", Classes.manifest(header)),
                "OSGI-INF/a.xml",
                ("<component>" + element + "</component>").getBytes(StandardCharsets.UTF_8),
                1),
        "OSGI-INF/a.xml",
        what);
  }

  private static Stream<Row> entries() {
    byte[] exits = Classes.exiting("acme.Does");
    byte[] inner = Classes.jar("acme/Does.class", exits);
    return Stream.of(
        new Row(
            "no jar",
            Rules.UNREADABLE,
            REFUSED,
            () -> "no jar".getBytes(StandardCharsets.UTF_8),
            "the jar",
            "no jar file"),
        new Row(
            "a class that is none",
            Rules.UNREADABLE,
            REFUSED,
            () -> with("acme/Broken.class", new byte[] {1, 2, 3}),
            "acme/Broken.class",
            "a broken class file"),
        new Row(
            "a jar in the jar that is none",
            Rules.UNREADABLE,
            REFUSED,
            () -> with("lib/a.jar", new byte[] {1, 2, 3}),
            "lib/a.jar!/",
            "no jar file"),
        new Row(
            "a component description that is none",
            Rules.UNREADABLE,
            REFUSED,
            () ->
                TestJars.with(
                    Classes.jar(
                        "META-INF/MANIFEST.MF", Classes.manifest("Service-Component: a.xml")),
                    "a.xml",
                    "<!DOCTYPE c [<!ENTITY e 'io.aiops'>]><c><reference interface='&e;'/></c>"
                        .getBytes(StandardCharsets.UTF_8),
                    1),
            "a.xml",
            "a broken component description"),
        new Row(
            "a manifest that is none",
            Rules.UNREADABLE,
            REFUSED,
            () -> Classes.jar("META-INF/MANIFEST.MF", Classes.manifest("no header")),
            "META-INF/MANIFEST.MF",
            "a broken manifest"),
        new Row(
            "another manifest for a later Java",
            Rules.WIRING,
            REFUSED,
            () ->
                Classes.jar(
                    "META-INF/versions/25/OSGI-INF/MANIFEST.MF",
                    Classes.manifest("Import-Package: com.acme.other")),
            "META-INF/versions/25/OSGI-INF/MANIFEST.MF",
            "Import-Package: com.acme.other"),
        new Row(
            "another manifest for readers that take any letters",
            Rules.DUPLICATE,
            REFUSED,
            () -> with("META-INF/manifest.mf", new byte[0]),
            "META-INF/manifest.mf",
            "the name of the manifest"),
        new Row(
            "a path twice",
            Rules.DUPLICATE,
            REFUSED,
            () -> Classes.twice("acme/Does.class", exits),
            "acme/Does.class",
            "twice"),
        new Row(
            "jars within jars within jars",
            Rules.TOO_MUCH,
            REFUSED,
            () -> {
              byte[] jar = inner;
              for (int i = 0; i < 4; i++) {
                jar = Classes.jar("lib/a.jar", jar);
              }
              return jar;
            },
            "the jar",
            "more than 3 deep"),
        new Row(
            "a library for Linux",
            Rules.NATIVE,
            SEPARATE,
            () -> with("data.bin", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0}),
            "data.bin",
            "a native library"),
        new Row(
            "a library by its name",
            Rules.NATIVE,
            SEPARATE,
            () -> with("win/x.DLL", new byte[] {'M', 'Z'}),
            "win/x.DLL",
            "a native library"),
        new Row(
            "a class for a later Java",
            Rules.EXIT,
            SEPARATE,
            () -> with("META-INF/versions/25/acme/Does.class", exits),
            "acme.Does.run",
            "java.lang.System.exit"),
        new Row(
            "a class under another name",
            Rules.EXIT,
            SEPARATE,
            () -> with("pictures/logo.png", exits),
            "acme.Does.run",
            "java.lang.System.exit"),
        new Row(
            "a jar in the jar",
            Rules.EXIT,
            SEPARATE,
            () -> with("lib/a.jar", inner),
            "lib/a.jar!/acme.Does.run",
            "java.lang.System.exit"),
        new Row(
            "a jar in a jar in the jar, under other names",
            Rules.EXIT,
            SEPARATE,
            () -> with("a.txt", Classes.jar("b.txt", inner)),
            "a.txt!/b.txt!/acme.Does.run",
            "java.lang.System.exit"),
        new Row(
            "a jar on the class path that begins as something else",
            Rules.EXIT,
            SEPARATE,
            () ->
                TestJars.with(
                    Classes.jar(
                        "META-INF/MANIFEST.MF", Classes.manifest("Bundle-ClassPath: ., a.gif")),
                    "a.gif",
                    Classes.after("GIF89a, a picture", inner),
                    1),
            "a.gif!/acme.Does.run",
            "java.lang.System.exit"));
  }

  private static byte[] with(String entry, byte[] content) {
    return TestJars.with(Classes.jar("readme.txt", new byte[0]), entry, content, 1);
  }
}
