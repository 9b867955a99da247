package io.aiops.studio.marketplace.template;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was done.
 *
 * @param workflow its name
 * @param version of the workflow that was saved
 * @param template the template's id
 * @param templateVersion its version
 * @param plugins those that were installed, by name
 * @param catalogs of those plugins that were not in the file, which catalog each came from
 * @param sample inputs to start it with; empty if the template has none
 */
public record Installed(
    String workflow,
    int version,
    String template,
    String templateVersion,
    List<String> plugins,
    Map<String, String> catalogs,
    Map<String, @Nullable Object> sample) {

  public Installed {
    plugins = List.copyOf(plugins);
    catalogs = Collections.unmodifiableMap(new TreeMap<>(catalogs));
  }

  /** With nothing from catalogs. */
  public Installed(
      String workflow,
      int version,
      String template,
      String templateVersion,
      List<String> plugins,
      Map<String, @Nullable Object> sample) {
    this(workflow, version, template, templateVersion, plugins, Map.of(), sample);
  }
}
