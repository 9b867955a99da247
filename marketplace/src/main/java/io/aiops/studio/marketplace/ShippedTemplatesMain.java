package io.aiops.studio.marketplace;

import io.aiops.studio.marketplace.template.BuildTemplates;
import io.aiops.studio.marketplace.template.Sample;
import io.aiops.studio.marketplace.template.SampleInput;
import io.aiops.studio.marketplace.template.TemplateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the build runs before it makes the catalog that comes with the studio: puts the shipped
 * templates, as files that are to be signed, beside the packages of plugins.
 */
public final class ShippedTemplatesMain {

  private ShippedTemplatesMain() {}

  /**
   * @param arguments the folder of the packages; what ids begin with; the build's version, such as
   *     {@code 0.1.0-SNAPSHOT}
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    BuildTemplates build = new BuildTemplates(packages(folder));
    for (Template each : Templates.shipped()) {
      TemplateFile file = template(build, each, arguments[1], arguments[2].split("-", 2)[0]);
      Files.write(folder.resolve(file.manifest().id() + TemplateFile.ENDING), file.write());
    }
  }

  private static List<byte[]> packages(Path folder) throws IOException {
    List<byte[]> packages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".studio")).toList()) {
        packages.add(Files.readAllBytes(file));
      }
    }
    return packages;
  }

  /** With its sample data. */
  static TemplateFile template(BuildTemplates build, Template of, String prefix, String version)
      throws IOException {
    List<SampleInput> files = new ArrayList<>();
    for (SampleFile file : of.files()) {
      try (InputStream in = file.open()) {
        files.add(new SampleInput(file.input(), file.name(), file.mediaType(), in.readAllBytes()));
      }
    }
    Sample sample = files.isEmpty() ? Sample.NONE : new Sample(Map.of(), files);
    return build.of(prefix + "." + of.name(), version, of.text(), sample);
  }
}
