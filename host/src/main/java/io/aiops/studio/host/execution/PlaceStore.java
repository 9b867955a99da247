package io.aiops.studio.host.execution;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Which attempts have a place at a connection that takes only so many calls at the same time, and
 * which wait for one. That an attempt waits is written with the event that says so, and goes with
 * the event that ends the attempt: in the same transaction.
 */
public interface PlaceStore {

  /**
   * Who has places, or waits for them.
   *
   * @param round tells the times at which one attempt waited apart
   */
  record Holder(UUID executionId, String path, int attempt, int round) {}

  /** Gives free places to those whose turn it is; says to whom. */
  List<Holder> grant();

  /** Those that got places so long ago and have not gone on: they may not have been told. */
  List<Holder> unheard(Duration since);

  /**
   * Takes places back whose executions have ended, or are none.
   *
   * @return how many: there should be none
   */
  int mend();

  /**
   * A connection that has places.
   *
   * @param kind {@code CONNECTOR} or {@code MODEL}
   * @param calls that may be made at the same time
   * @param running attempts that have a place
   * @param waiting attempts that wait for one
   */
  record Standing(String connection, String kind, int calls, long running, long waiting) {}

  /** Of a workspace, by kind and name. */
  List<Standing> standing(UUID workspaceId);
}
