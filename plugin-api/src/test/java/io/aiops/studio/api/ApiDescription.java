package io.aiops.studio.api;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that others can see of a package, a line each, sorted: what changes for them is a line. */
final class ApiDescription {

  private final TreeSet<String> lines = new TreeSet<>();

  private ApiDescription() {}

  static List<String> of(Path classes, String packageName) throws IOException {
    ApiDescription description = new ApiDescription();
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          description.take(packageName + "." + name.substring(0, name.length() - 6));
        }
      }
    }
    return List.copyOf(description.lines);
  }

  static List<String> of(Class<?>... types) {
    ApiDescription description = new ApiDescription();
    for (Class<?> type : types) {
      description.take(type);
    }
    return List.copyOf(description.lines);
  }

  private void take(String className) {
    try {
      take(Class.forName(className, false, ApiDescription.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(className + " is in the jar and cannot be loaded", e);
    }
  }

  private void take(Class<?> type) {
    if (!seen(type.getModifiers())) {
      return;
    }
    String of = type.getName() + " ";
    lines.add(of + "is " + type.toGenericString());
    if (type.getGenericSuperclass() != null) {
      lines.add(of + "extends " + type.getGenericSuperclass().getTypeName());
    }
    for (Type parent : type.getGenericInterfaces()) {
      lines.add(of + "implements " + parent.getTypeName());
    }
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses())
          .forEach(permitted -> lines.add(of + "permits " + permitted.getName()));
    }
    if (type.isRecord()) {
      lines.add(
          of
              + "has components "
              + Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
    }
    members(of, type.getDeclaredFields(), Field::toGenericString);
    members(of, type.getDeclaredConstructors(), Constructor::toGenericString);
    members(of, type.getDeclaredMethods(), ApiDescription::method);
  }

  /** Whether a value of an annotation may be left out is part of it. */
  private static String method(Method method) {
    return method.toGenericString()
        + (method.getDefaultValue() == null ? "" : " default \"" + method.getDefaultValue() + "\"");
  }

  private <M extends Member & AnnotatedElement> void members(
      String of, M[] members, java.util.function.Function<M, String> text) {
    for (M member : members) {
      if (seen(member.getModifiers()) && !member.isSynthetic()) {
        lines.add(of + "has " + text.apply(member));
      }
    }
  }

  private static boolean seen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
