package io.aiops.studio.marketplace.catalog;

import static io.aiops.studio.marketplace.listing.TestListings.index;
import static io.aiops.studio.marketplace.listing.TestListings.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.marketplace.catalog.Merged.Refused;
import io.aiops.studio.marketplace.listing.CatalogIndex;
import io.aiops.studio.marketplace.listing.Listing;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergedTest {

  /** Null: it does not answer. */
  private record Fixed(String name, @Nullable CatalogIndex shown, Set<String> namespaces)
      implements Catalog {

    @Override
    public CatalogIndex index() {
      if (shown == null) {
        throw new CatalogException(name, "does not answer.", new IOException());
      }
      return shown;
    }

    @Override
    public byte[] file(String sha256, long most) {
      throw new UnsupportedOperationException();
    }
  }

  private static Catalog catalog(String name, Listing... listings) {
    CatalogIndex index = index(1, listings);
    return new Fixed(name, index, Set.copyOf(index.namespaces()));
  }

  @Test
  void offers_what_all_of_them_have() {
    Merged merged =
        Merged.of(
            List.of(
                catalog("own", plugin("corp.billing", "Billing", "")),
                catalog("public", plugin("acme.greeter", "Greeter", ""))));
    assertThat(merged.offers()).containsOnlyKeys("corp.billing", "acme.greeter");
    assertThat(merged.offers().get("acme.greeter").catalog()).isEqualTo("public");
    assertThat(merged.refused()).isEmpty();
  }

  @Test
  void lets_nobody_below_into_a_namespace() {
    Merged merged =
        Merged.of(
            List.of(
                catalog("own", plugin("corp.billing", "Billing", "")),
                catalog(
                    "public",
                    plugin("corp.billing", "Higher version!", ""),
                    plugin("corp.payroll", "New!", ""),
                    plugin("CORP.Admin", "Other letters", ""))));
    assertThat(merged.offers().keySet()).containsExactly("corp.billing");
    assertThat(merged.offers().get("corp.billing").listing().title()).isEqualTo("Billing");
    assertThat(merged.refused())
        .contains(new Refused("public", "corp.payroll", "corp", "own"))
        .extracting(Refused::id)
        .containsExactly("corp.billing", "corp.payroll", "CORP.Admin");
  }

  @Test
  void keeps_namespaces_of_a_catalog_that_is_away() {
    Merged merged =
        Merged.of(
            List.of(
                new Fixed("company", null, Set.of("corp")),
                catalog("public", plugin("corp.billing", "Mine now", ""))));
    assertThat(merged.offers()).isEmpty();
    assertThat(merged.failures()).containsOnlyKeys("company");
    assertThat(merged.refused())
        .containsExactly(new Refused("public", "corp.billing", "corp", "company"));
  }

  @Test
  void a_namespace_within_another_is_kept_with_it() {
    Catalog inner =
        new Fixed("public", index(1, plugin("corp.tools", "Tools", "")), Set.of("corp.tools"));
    Catalog own = catalog("own", plugin("corp.billing", "Billing", ""));
    assertThat(Merged.of(List.of(own, inner)).offers()).containsOnlyKeys("corp.billing");
    assertThat(Merged.of(List.of(inner, own)).offers())
        .as("the inner one alone is kept by whoever has no more")
        .containsOnlyKeys("corp.tools", "corp.billing");
  }
}
