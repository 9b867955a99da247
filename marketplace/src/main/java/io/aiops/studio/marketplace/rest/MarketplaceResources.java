package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.rest.MoreResources;
import java.util.Set;

/** All resources of this module. */
public final class MarketplaceResources implements MoreResources {

  @Override
  public Set<Class<?>> classes() {
    return Set.of(
        ListingResource.class,
        EvidenceResource.class,
        UpdateResource.class,
        InstallationResource.class,
        ReviewResource.class,
        CommentResource.class,
        SubmissionResource.class,
        SharedTemplateResource.class,
        ReleaseResource.class,
        CatalogSourceResource.class,
        CatalogRuleResource.class,
        ContributorResource.class,
        CatalogIssueResource.class);
  }
}
