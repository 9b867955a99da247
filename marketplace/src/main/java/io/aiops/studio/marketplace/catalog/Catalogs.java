package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.trust.Ed25519Key;
import io.aiops.studio.marketplace.catalog.ServerCarrier.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The catalogs that are asked, one after the other: this studio's own, then those that people
 * entered, then what came with it.
 */
public final class Catalogs implements AutoCloseable {

  private final Catalog own;
  private final Optional<? extends Catalog> shipped;
  private final SourceStore sources;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** What was seen of each stays with it as long as nobody changes where it is. */
  private final Map<CatalogSource, StaticCatalog> open = new ConcurrentHashMap<>();

  /** With nothing that came with the studio. */
  public Catalogs(Catalog own, SourceStore sources, Clock clock) {
    this(own, Optional.empty(), sources, clock);
  }

  /**
   * @param shipped what came with the studio; goes after all that people entered
   */
  public Catalogs(
      Catalog own, Optional<? extends Catalog> shipped, SourceStore sources, Clock clock) {
    this.own = own;
    this.shipped = shipped;
    this.sources = sources;
    this.clock = clock;
  }

  /** In their order. */
  public List<Catalog> all() {
    List<CatalogSource> entered = sources.list();
    open.keySet().retainAll(entered);
    List<Catalog> all = new ArrayList<>();
    all.add(own);
    entered.forEach(source -> all.add(of(source)));
    shipped.ifPresent(all::add);
    return all;
  }

  StaticCatalog of(CatalogSource source) {
    return open.computeIfAbsent(source, this::opened);
  }

  private StaticCatalog opened(CatalogSource source) {
    Carrier carrier =
        switch (source.kind()) {
          case SERVER -> new ServerCarrier(http, URI.create(source.location()), Patience.USUAL);
          case FOLDER -> new FolderCarrier(Path.of(source.location()));
          case ARCHIVE -> new ArchiveCarrier(Path.of(source.location()));
        };
    Ed25519Key key = new Ed25519Key(source.indexKey());
    return new StaticCatalog(source.name(), key, carrier, sources, clock);
  }

  /** All are asked at the same time. */
  public Merged merged() {
    List<Catalog> all = all();
    open.values().forEach(StaticCatalog::begin);
    return Merged.of(all);
  }

  public Optional<Catalog> named(String name) {
    return all().stream().filter(catalog -> catalog.name().equals(name)).findFirst();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
