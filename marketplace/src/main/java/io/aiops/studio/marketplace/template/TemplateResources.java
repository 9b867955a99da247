package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.rest.MoreResources;
import java.util.Set;

/** Templates under {@code /api/v1}. */
public final class TemplateResources implements MoreResources {

  @Override
  public Set<Class<?>> classes() {
    return Set.of(TemplateResource.class, TemplateUpdateResource.class);
  }
}
