package io.aiops.studio.host.trust;

import java.lang.module.ModuleDescriptor;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages that a plugin may use without carrying them: Java's own, those of plugin-api and
 * jspecify's annotations.
 */
final class Contract {

  private static final Set<String> SHARED =
      Set.of("io.aiops.studio.api", "org.jspecify.annotations");

  private static final Set<String> JAVA = exports(true);

  /** Those of the JDK that are not part of Java, such as {@code sun.misc}. */
  private static final Set<String> JDK = exports(false);

  private Contract() {}

  static boolean has(String packageName) {
    return packageName.startsWith("java.")
        || SHARED.contains(packageName)
        || JAVA.contains(packageName);
  }

  static boolean jdk(String packageName) {
    return JDK.contains(packageName);
  }

  /** Whether nobody but Java and the studio may have classes in it. */
  static boolean reserved(String packageName) {
    return packageName.equals("java")
        || packageName.startsWith("java.")
        || packageName.equals("io.aiops.studio")
        || (packageName.startsWith("io.aiops.studio.")
            && !packageName.startsWith("io.aiops.studio.plugins."));
  }

  private static Set<String> exports(boolean java) {
    return ModuleLayer.boot().modules().stream()
        .map(Module::getDescriptor)
        .filter(module -> module.name().startsWith("java.") == java)
        .filter(module -> java || module.name().startsWith("jdk."))
        .flatMap(module -> module.exports().stream())
        .filter(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toUnmodifiableSet());
  }
}
