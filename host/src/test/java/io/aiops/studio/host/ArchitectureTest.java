package io.aiops.studio.host;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the code to the two tables in this module's README, and both to the house rules. */
class ArchitectureTest {

  private static final String HOST = "io.aiops.studio.host";
  private static final String API = "io.aiops.studio.api";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPath(Path.of("target/classes"));
  private static final JavaClasses TESTS =
      new ClassFileImporter().importPath(Path.of("target/test-classes"));

  private final ReadmeTable arrows = ReadmeTable.under("## Arrows");
  private final ReadmeTable technologies = ReadmeTable.under("## Technologies");

  @Test
  void the_code_has_the_arrows_of_the_table_and_no_others() {
    Set<String> code = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith("io.aiops.studio.")
            && !packageName(target).equals(packageName(type))) {
          code.add(packageName(type) + " -> " + packageName(target));
        }
      }
    }
    Set<String> table = new TreeSet<>();
    arrows.rows().forEach((from, to) -> to.forEach(used -> table.add(from + " -> " + used)));
    assertThat(without(code, table)).as("arrows the table lacks").isEmpty();
    assertThat(without(table, code)).as("arrows nobody uses").isEmpty();
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  @Test
  void every_package_has_its_row() {
    assertThat(CLASSES.stream().map(ArchitectureTest::packageName).distinct())
        .containsExactlyInAnyOrderElementsOf(arrows.rows().keySet());
  }

  @Test
  void the_arrows_form_no_cycle() {
    Map<String, Set<String>> left = new TreeMap<>(arrows.rows());
    boolean fewer = true;
    while (fewer) {
      fewer = left.values().removeIf(used -> used.stream().noneMatch(left::containsKey));
    }
    assertThat(left).as("packages on a cycle, or using one").isEmpty();
  }

  @Test
  void only_the_assembly_knows_the_adapters_and_the_worker_knows_no_engine() {
    arrows
        .rows()
        .forEach((from, to) -> {
          if (!from.equals("host")) {
            assertThat(to).as(from).doesNotContain("persistence", "messaging", "rest");
          }
        });
    assertThat(arrows.rows().get("worker")).doesNotContain("engine");
  }

  @Test
  void each_technology_stays_in_its_package() {
    assertThat(technologies.rows()).hasSizeGreaterThan(5);
    technologies
        .rows()
        .forEach((owner, packages) -> {
          String[] technology = packages.stream().map(p -> p + "..").toArray(String[]::new);
          noClasses()
              .that()
              .resideOutsideOfPackage(HOST + "." + owner)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(technology)
              .check(CLASSES);
          assertThat(packages)
              .allSatisfy(p -> assertThat(used(p)).as(owner + " uses " + p).isTrue());
        });
  }

  private static boolean used(String technology) {
    return CLASSES.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith(technology));
  }

  @Test
  void neither_camel_nor_vaadin_nor_jpa_is_known_here() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.camel..", "com.vaadin..", "jakarta.persistence..")
        .check(CLASSES);
  }

  @Test
  void every_package_is_null_marked() {
    Set<JavaPackage> packages = new TreeSet<>(Comparator.comparing(JavaPackage::getName));
    CLASSES.forEach(type -> packages.add(type.getPackage()));
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class)).as(p.getName()).isTrue());
  }

  @Test
  void nobody_sleeps_not_even_in_tests() {
    for (JavaClasses classes : List.of(CLASSES, TESTS)) {
      noClasses().should().callMethodWhere(target(name("sleep"))).check(classes);
    }
  }

  @Test
  void nobody_prints_or_throws_what_says_nothing() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
  }

  /** A servlet or filter is made by its container, which knows fields only. */
  @Test
  void what_is_injected_comes_by_the_constructor() {
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .areNotAssignableTo(Servlet.class)
        .and()
        .areDeclaredInClassesThat()
        .areNotAssignableTo(Filter.class)
        .and()
        .areDeclaredInClassesThat()
        .areNotAssignableTo(ContainerRequestFilter.class)
        .should()
        .beAnnotatedWith(Inject.class)
        .check(CLASSES);
  }

  @Test
  void names_say_what_a_thing_is() {
    for (JavaClasses classes : List.of(CLASSES, TESTS)) {
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
          .check(classes);
    }
  }

  private static String packageName(JavaClass type) {
    String of = type.getPackageName();
    if (of.equals(HOST)) {
      return "host";
    }
    return of.startsWith(API) ? "plugin-api" : of.substring(HOST.length() + 1);
  }
}
