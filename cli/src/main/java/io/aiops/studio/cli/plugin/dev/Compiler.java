package io.aiops.studio.cli.plugin.dev;

import io.aiops.studio.cli.console.CommandFailedException;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The JDK's compiler in this process, warm after the first time. It compiles all of a plugin each
 * time: then nothing is ever stale, and for what a plugin has it is a matter of milliseconds.
 */
final class Compiler {

  private Compiler() {}

  /**
   * Compiles the sources into {@code classes}, beside the resources.
   *
   * @return what is wrong, one line each with file and line; empty if it went well
   */
  static List<String> compile(Project project, Path classes) throws IOException {
    delete(classes);
    Files.createDirectories(classes);
    copy(project.resources(), classes);
    List<Path> sources = files(project.sources(), ".java");
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new CommandFailedException(
          "This Java has no compiler: have ./studio run on a JDK, by JAVA_HOME.");
    }
    if (sources.isEmpty()) {
      return List.of();
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean good =
          javac
              .getTask(
                  Writer.nullWriter(),
                  files,
                  found,
                  options(project, classes),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      return good ? List.of() : problems(project, found);
    }
  }

  private static List<String> options(Project project, Path classes) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-d",
                classes.toString(),
                "-classpath",
                project.classPath().stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)),
                "-proc:full",
                "-g"));
    project.release().ifPresent(release -> options.addAll(List.of("--release", release)));
    return options;
  }

  private static List<String> problems(Project project, DiagnosticCollector<JavaFileObject> found) {
    return found.getDiagnostics().stream()
        .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
        .map(problem -> place(project, problem) + problem.getMessage(Locale.ROOT))
        .toList();
  }

  private static String place(Project project, Diagnostic<? extends JavaFileObject> problem) {
    JavaFileObject source = problem.getSource();
    return source == null
        ? ""
        : project.folder().relativize(Path.of(source.toUri()))
            + ":"
            + problem.getLineNumber()
            + ": ";
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .sorted()
          .toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from, "")) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(folder)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
