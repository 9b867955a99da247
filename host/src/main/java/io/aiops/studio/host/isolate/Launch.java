package io.aiops.studio.host.isolate;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command of a plugin's process, and its environment. Nothing in either is secret. */
final class Launch {

  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

  private final List<String> command;
  private final SeparateConfig config;
  private final Path copies;
  private @Nullable String classPath;

  /**
   * @param copies a folder for what another user has to read; used only if there is one
   */
  Launch(SeparateConfig config, Path copies) {
    this.config = config;
    this.copies = copies;
    // In front of all, with the studio's own rights: what shuts in often needs more than what is
    // in.
    List<String> words = new ArrayList<>(config.within());
    words.addAll(confinement(config));
    words.addAll(java(config));
    this.command = List.copyOf(words);
  }

  SeparateConfig config() {
    return config;
  }

  /**
   * @param folder of its own, in which it runs
   */
  ProcessBuilder in(Path folder) throws IOException {
    List<String> words = new ArrayList<>(command);
    words.addAll(
        List.of(
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            "-Duser.home=" + folder,
            "-cp",
            classPath(),
            Child.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", folder.toString());
    environment.put("TMPDIR", folder.resolve("tmp").toString());
    // One arena for a few threads: each reserves 64 MiB.
    environment.put("MALLOC_ARENA_MAX", "2");
    return builder;
  }

  /** Found, or made, at the first start. */
  private synchronized String classPath() throws IOException {
    String known = classPath;
    if (known == null) {
      known =
          (config.user() == null ? Library.here() : Library.copied(copies))
              .stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      classPath = known;
    }
    return known;
  }

  /** To the user it runs as. */
  void give(Path folder) throws IOException {
    String user = config.user();
    if (user == null) {
      return;
    }
    UserPrincipal owner =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        Files.setOwner(path, owner);
      }
    }
  }

  private static List<String> java(SeparateConfig config) {
    String memory = config.memoryMiB() + "m";
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + memory,
        "-XX:MaxDirectMemorySize=" + memory,
        "-XX:MaxMetaspaceSize=" + memory,
        "-Xss512k",
        "-XX:+ExitOnOutOfMemoryError",
        // Standard output is for messages only.
        "-XX:+DisplayVMOutputToStderr",
        "-Xlog:disable",
        "-Xlog:all=warning:stderr",
        // Felix; else each start says in four lines that it will have to change.
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-XX:+DisableAttachMechanism",
        "-XX:ErrorFile=/dev/null",
        "-Xshare:auto",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF-8");
  }

  /** What the operating system holds of its own, where its programs for that are there. */
  private static List<String> confinement(SeparateConfig config) {
    List<String> words = new ArrayList<>();
    // Of addresses: what also bounds threads, whose stacks take half a MiB of them each.
    String addresses = Long.toString((config.mostMiB() + 1_024) * 1024 * 1024);
    program("prlimit")
        .ifPresent(prlimit ->
            words.addAll(List.of(prlimit, "--core=0", "--nofile=1024", "--as=" + addresses, "--")));
    Optional<String> setpriv = program("setpriv");
    setpriv.ifPresent(path -> {
      words.addAll(List.of(path, "--no-new-privs", "--pdeathsig", "KILL"));
      String user = config.user();
      if (user != null) {
        words.addAll(List.of("--reuid", user, "--regid", group(user), "--init-groups"));
        words.addAll(List.of("--inh-caps=-all", "--bounding-set=-all"));
      }
      words.add("--");
    });
    if (setpriv.isEmpty() && config.user() != null) {
      throw new IllegalStateException(
          "STUDIO_SEPARATE_USER is '"
              + config.user()
              + "', but setpriv, by which the user is changed, is not in /usr/bin or /bin");
    }
    if (words.isEmpty()) {
      LOG.info("Neither prlimit nor setpriv is here: plugins' processes keep all their rights");
    }
    return words;
  }

  /** Of a user: it need not have the same name. */
  private static String group(String user) {
    try {
      Process id = new ProcessBuilder("id", "-g", "--", user).redirectErrorStream(true).start();
      id.getOutputStream().close();
      String said = new String(id.getInputStream().readNBytes(200), StandardCharsets.UTF_8).strip();
      if (id.waitFor() == 0 && said.matches("\\d+")) {
        return said;
      }
      throw new IllegalStateException(
          "STUDIO_SEPARATE_USER is '" + user + "', which is no user of this machine: " + said);
    } catch (IOException e) {
      throw new UncheckedIOException("'id', which knows the group of a user, does not run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the studio started", e);
    }
  }

  private static Optional<String> program(String name) {
    return List.of("/usr/bin/", "/bin/").stream()
        .map(folder -> folder + name)
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst();
  }
}
