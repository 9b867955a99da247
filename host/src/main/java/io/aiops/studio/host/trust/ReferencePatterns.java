package io.aiops.studio.host.trust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each rule names. A pattern is a class ({@code a.b.C}, with all its members), a package and
 * those below ({@code a.b.*}), or a member of either ({@code a.b.C#m}, or {@code a.b.C#m(} with the
 * beginning of its descriptor).
 */
final class ReferencePatterns {

  record Pattern(Rule rule, String member, String arguments) {

    boolean takes(String name, String descriptor) {
      return member.isEmpty() || (member.equals(name) && descriptor.startsWith(arguments));
    }
  }

  /** By class, or by package with a slash at its end, as class files write them. */
  private static final Map<String, List<Pattern>> PATTERNS = new HashMap<>();

  private ReferencePatterns() {}

  static {
    rule(
        Rules.HOST,
        "io.aiops.studio.host.*",
        "io.aiops.studio.ui.*",
        "io.aiops.studio.marketplace.*",
        "io.aiops.studio.camel.*",
        "io.aiops.studio.cli.*",
        "org.apache.felix.framework.*",
        "org.apache.felix.scr.*",
        "com.ibm.ws.*",
        "com.ibm.wsspi.*",
        "com.ibm.websphere.*",
        "io.openliberty.*");
    rule(Rules.AGENT, "com.sun.tools.attach.*", "sun.tools.attach.*", "com.sun.jdi.*");
    rule(
        Rules.NATIVE,
        "java.lang.System#load",
        "java.lang.System#loadLibrary",
        "java.lang.Runtime#load",
        "java.lang.Runtime#loadLibrary",
        "java.lang.foreign.Linker",
        "java.lang.foreign.SymbolLookup",
        "java.lang.foreign.MemorySegment#reinterpret",
        "com.sun.jna.*");
    rule(
        Rules.UNSAFE,
        "sun.misc.Unsafe",
        "jdk.internal.access.*",
        "jdk.internal.misc.*",
        "sun.reflect.ReflectionFactory",
        "java.lang.Module#addOpens",
        "java.lang.Module#addExports",
        "java.lang.Module#addReads",
        "java.lang.ModuleLayer$Controller",
        "java.lang.instrument.*");
    rule(
        Rules.PROCESS,
        "java.lang.ProcessBuilder",
        "java.lang.Runtime#exec",
        "java.lang.ProcessHandle#destroy",
        "java.lang.ProcessHandle#destroyForcibly",
        "java.lang.ProcessHandle#allProcesses",
        "java.lang.ProcessHandle#of");
    rule(Rules.EXIT, "java.lang.System#exit", "java.lang.Runtime#exit", "java.lang.Runtime#halt");
    rule(
        Rules.UNSEEN_CODE,
        "java.lang.ClassLoader#<init>",
        "java.lang.ClassLoader#defineClass",
        "java.security.SecureClassLoader",
        "java.net.URLClassLoader",
        "java.lang.invoke.MethodHandles$Lookup#defineClass",
        "java.lang.invoke.MethodHandles$Lookup#defineHiddenClass",
        "java.lang.invoke.MethodHandles$Lookup#defineHiddenClassWithClassData",
        "java.lang.ModuleLayer#defineModules",
        "java.lang.ModuleLayer#defineModulesWithOneLoader",
        "java.lang.ModuleLayer#defineModulesWithManyLoaders",
        "javax.script.*",
        "javax.tools.*");
    rule(
        Rules.NETWORK,
        "java.net.Socket",
        "java.net.ServerSocket",
        "java.net.DatagramSocket",
        "java.net.MulticastSocket",
        "java.net.NetworkInterface",
        "java.net.URLConnection#connect",
        "java.net.URLConnection#getInputStream",
        "java.net.URLConnection#getOutputStream",
        "java.net.HttpURLConnection",
        "java.net.JarURLConnection",
        "java.net.URL#openStream",
        "java.net.URL#openConnection",
        "java.net.URL#getContent",
        "java.net.InetAddress#getByName",
        "java.net.InetAddress#getAllByName",
        "java.net.InetAddress#getLocalHost",
        "java.net.InetAddress#isReachable",
        "java.net.Inet4Address#getByName",
        "java.net.Inet6Address#getByName",
        "java.net.http.HttpClient",
        "java.nio.channels.SocketChannel",
        "java.nio.channels.ServerSocketChannel",
        "java.nio.channels.DatagramChannel",
        "java.nio.channels.AsynchronousSocketChannel",
        "java.nio.channels.AsynchronousServerSocketChannel",
        "java.nio.channels.Selector",
        "java.nio.channels.spi.*",
        "java.rmi.*",
        "java.sql.DriverManager",
        "java.util.logging.SocketHandler",
        "javax.net.ServerSocketFactory",
        "javax.net.SocketFactory",
        "javax.net.ssl.HttpsURLConnection",
        "javax.net.ssl.SSLContext",
        "javax.net.ssl.SSLServerSocketFactory",
        "javax.net.ssl.SSLSocket",
        "javax.net.ssl.SSLSocketFactory",
        "jdk.net.*",
        "com.sun.net.httpserver.*");
    rule(
        Rules.FILES,
        "java.nio.file.Files",
        "java.nio.file.SecureDirectoryStream",
        "java.nio.file.FileSystems#newFileSystem",
        "java.nio.file.FileSystem#newWatchService",
        "java.nio.file.Path#toRealPath",
        "java.nio.file.spi.FileSystemProvider",
        "java.nio.channels.FileChannel#open",
        "java.nio.channels.AsynchronousFileChannel",
        "java.io.FileInputStream",
        "java.io.FileOutputStream",
        "java.io.FileReader",
        "java.io.FileWriter",
        "java.io.RandomAccessFile",
        "java.io.PrintStream#<init>(Ljava/lang/String;",
        "java.io.PrintStream#<init>(Ljava/io/File;",
        "java.io.PrintWriter#<init>(Ljava/lang/String;",
        "java.io.PrintWriter#<init>(Ljava/io/File;",
        "java.util.Scanner#<init>(Ljava/io/File;",
        "java.util.Scanner#<init>(Ljava/nio/file/Path;",
        "java.util.Formatter#<init>(Ljava/io/File;",
        "java.util.Formatter#<init>(Ljava/lang/String;",
        "java.util.zip.ZipFile",
        "java.util.jar.JarFile",
        "java.util.logging.FileHandler",
        "java.io.File#canRead",
        "java.io.File#canWrite",
        "java.io.File#createNewFile",
        "java.io.File#createTempFile",
        "java.io.File#delete",
        "java.io.File#deleteOnExit",
        "java.io.File#exists",
        "java.io.File#isDirectory",
        "java.io.File#isFile",
        "java.io.File#lastModified",
        "java.io.File#length",
        "java.io.File#list",
        "java.io.File#listFiles",
        "java.io.File#listRoots",
        "java.io.File#mkdir",
        "java.io.File#mkdirs",
        "java.io.File#renameTo",
        "java.io.File#setExecutable",
        "java.io.File#setLastModified",
        "java.io.File#setReadOnly",
        "java.io.File#setReadable",
        "java.io.File#setWritable");
    rule(
        Rules.DEEP_REFLECTION,
        "java.lang.reflect.*#setAccessible",
        "java.lang.reflect.*#trySetAccessible",
        "java.lang.invoke.MethodHandles#privateLookupIn");
    rule(
        Rules.SURROUNDINGS,
        "java.lang.ClassLoader#getSystemClassLoader",
        "java.lang.ClassLoader#getPlatformClassLoader",
        "java.lang.ModuleLayer#boot",
        "java.lang.StackWalker",
        "java.lang.Thread#enumerate",
        "java.lang.Thread#getAllStackTraces",
        "java.lang.Thread#getThreadGroup",
        "java.lang.ThreadGroup#enumerate",
        "java.lang.ThreadGroup#getParent",
        "java.lang.ThreadGroup#interrupt",
        "java.lang.management.*",
        "javax.management.*",
        "com.sun.management.*",
        "javax.naming.*",
        "jdk.jfr.*",
        "org.osgi.framework.*");
    rule(Rules.ENVIRONMENT, "java.lang.System#getenv", "java.lang.ProcessHandle$Info");
    rule(
        Rules.SHARED_STATE,
        "java.lang.System#setProperty",
        "java.lang.System#setProperties",
        "java.lang.System#clearProperty",
        "java.lang.System#setIn",
        "java.lang.System#setOut",
        "java.lang.System#setErr",
        "java.lang.Runtime#addShutdownHook",
        "java.lang.Thread#setDefaultUncaughtExceptionHandler",
        "java.util.Locale#setDefault",
        "java.util.TimeZone#setDefault",
        "java.security.Security#addProvider",
        "java.security.Security#insertProviderAt",
        "java.security.Security#removeProvider",
        "java.security.Security#setProperty",
        "java.net.URL#setURLStreamHandlerFactory",
        "java.net.URLConnection#setContentHandlerFactory",
        "java.net.HttpURLConnection#setFollowRedirects",
        "java.net.ProxySelector#setDefault",
        "java.net.Authenticator#setDefault",
        "java.net.CookieHandler#setDefault",
        "java.net.ResponseCache#setDefault",
        "javax.net.ssl.SSLContext#setDefault",
        "javax.net.ssl.HttpsURLConnection#setDefaultHostnameVerifier",
        "javax.net.ssl.HttpsURLConnection#setDefaultSSLSocketFactory",
        "java.util.logging.LogManager",
        "java.sql.DriverManager#registerDriver",
        "java.sql.DriverManager#deregisterDriver");
    rule(
        Rules.DESERIALIZATION,
        "java.io.ObjectInputStream#<init>",
        "java.beans.XMLDecoder",
        "java.rmi.MarshalledObject");
    rule(
        Rules.THREADS,
        "java.lang.Thread#<init>",
        "java.lang.Thread#start",
        "java.lang.Thread#startVirtualThread",
        "java.lang.Thread#ofVirtual",
        "java.lang.Thread#ofPlatform",
        "java.util.Timer",
        "java.util.concurrent.Executors",
        "java.util.concurrent.ThreadPoolExecutor",
        "java.util.concurrent.ScheduledThreadPoolExecutor",
        "java.util.concurrent.ForkJoinPool",
        "java.util.concurrent.CompletableFuture#runAsync",
        "java.util.concurrent.CompletableFuture#supplyAsync");
    rule(
        Rules.PROPERTIES,
        "java.lang.System#getProperty",
        "java.lang.System#getProperties",
        "java.lang.Boolean#getBoolean",
        "java.lang.Integer#getInteger",
        "java.lang.Long#getLong");
    rule(
        Rules.REFLECTION,
        "java.lang.Class#forName",
        "java.lang.ClassLoader#loadClass",
        "java.lang.reflect.Method#invoke",
        "java.lang.reflect.Constructor#newInstance",
        "java.lang.invoke.MethodHandles$Lookup#findVirtual",
        "java.lang.invoke.MethodHandles$Lookup#findStatic",
        "java.lang.invoke.MethodHandles$Lookup#findConstructor");
  }

  private static void rule(Rule rule, String... patterns) {
    for (String pattern : patterns) {
      String text = pattern.replace('.', '/');
      String name = before(text, '#');
      String member = text.substring(Math.min(text.length(), name.length() + 1));
      boolean below = name.endsWith("/*");
      PATTERNS
          .computeIfAbsent(below ? before(name, '*') : name, n -> new ArrayList<>())
          .add(
              new Pattern(
                  rule, before(member, '('), member.substring(before(member, '(').length())));
    }
  }

  private static String before(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  /**
   * @param name of a class, or of a package with a slash at its end
   * @return those of just this, not of what is above
   */
  static List<Pattern> of(String name) {
    return PATTERNS.getOrDefault(name, List.of());
  }
}
