package io.aiops.studio.host.trust;

import static io.aiops.studio.host.trust.CodeVerdict.NEEDS_TRUST;
import static io.aiops.studio.host.trust.CodeVerdict.REFUSED;
import static io.aiops.studio.host.trust.CodeVerdict.SEPARATE;
import static io.aiops.studio.host.trust.CodeVerdict.TOLD;

import io.aiops.studio.host.plugin.TestJars;
import io.aiops.studio.host.trust.RuleRows.Row;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Classes, headers of the manifest and component descriptions that say one thing each. */
final class BundleRows {

  private BundleRows() {}

  static Stream<Row> all() {
    return Stream.of(types(), headers(), components()).flatMap(s -> s);
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
            () -> EntryRows.with("acme/Trap.class", Classes.named("io.aiops.studio.api.Trap")),
            "io.aiops.studio.api.Trap",
            "io.aiops.studio.api.Trap"),
        new Row(
            "a class of Java's",
            Rules.SHADOW,
            REFUSED,
            () -> EntryRows.with("java/lang/String.class", Classes.named("java.lang.String")),
            "java.lang.String",
            "java.lang.String"),
        new Row(
            "a library that is not there",
            Rules.OUTSIDE,
            TOLD,
            () ->
                RuleRows.running("org.assertj.core.api.Assertions.fail(\"x\");")
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
}
