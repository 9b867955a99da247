package io.aiops.studio.server.inside;

import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application as it is shipped, with the tests laid beside its own classes. */
final class Product {

  private Product() {}

  static WebArchive with(Class<?>... tests) {
    Path war = Path.of(System.getProperty("studio.install"), "usr/servers/studio/apps/studio.war");
    WebArchive product =
        ShrinkWrap.create(ZipImporter.class, "studio.war")
            .importFrom(war.toFile())
            .as(WebArchive.class)
            .addClasses(tests);
    for (Class<?> tool : new Class<?>[] {Assertions.class, Awaitility.class, Matcher.class}) {
      product.addAsLibrary(
          Path.of(tool.getProtectionDomain().getCodeSource().getLocation().getPath()).toFile());
    }
    return product;
  }
}
