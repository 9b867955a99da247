package io.aiops.studio.host.trust;

import static io.aiops.studio.host.trust.CodeVerdict.NEEDS_TRUST;
import static io.aiops.studio.host.trust.CodeVerdict.REFUSED;
import static io.aiops.studio.host.trust.CodeVerdict.SEPARATE;
import static io.aiops.studio.host.trust.CodeVerdict.TOLD;

import io.aiops.studio.host.trust.RuleRows.Row;
import java.util.stream.Stream;

/** Statements that do one thing each. */
final class CodeRows {

  private CodeRows() {}

  static Stream<Row> all() {
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
    return new Row(
        code, rule, verdict, () -> RuleRows.running(code).build(), "acme.Does.run", what);
  }
}
