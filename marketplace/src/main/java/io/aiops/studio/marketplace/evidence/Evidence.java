package io.aiops.studio.marketplace.evidence;

import io.aiops.studio.host.trust.Judgement;
import io.aiops.studio.marketplace.publishing.Compatibility;
import io.aiops.studio.marketplace.template.Ancestor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this studio found in a package, by looking at it itself: nothing of it was loaded, and
 * nothing is taken from what a catalog says.
 *
 * @param judgement of a plugin: what its signature is worth, bill of materials, provenance, and
 *     what its code would do; null for a template
 * @param compatibility of a plugin: what the kit found, as its publisher signed it; null if there
 *     is no report, or no signature that holds
 * @param lineage of a template: what it was made from, the nearest last
 */
public record Evidence(
    @Nullable Judgement judgement, @Nullable Compatibility compatibility, List<Ancestor> lineage) {

  public Evidence {
    lineage = List.copyOf(lineage);
  }
}
