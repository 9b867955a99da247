package io.aiops.studio.marketplace.catalog;

import io.aiops.studio.host.identity.Caller;
import java.time.LocalDate;
import java.util.List;

/** Keeps who fetched what, and when. */
public interface DownloadStore {

  /**
   * How often a version was fetched on a day.
   *
   * @param day UTC
   */
  record Count(String version, LocalDate day, long times) {}

  void add(Caller caller, String listing, String version, LocalDate day);

  /** From that day on, by day and version; at most 10,000 rows. */
  List<Count> counts(String listing, LocalDate from);
}
