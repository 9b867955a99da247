package io.aiops.studio.host.connection;

import java.util.List;

/** Asks a model provider what it offers now. */
@FunctionalInterface
public interface ModelProbe {

  /**
   * @param models what it offers, its default first; empty if it does not answer
   * @param note why it does not answer; empty if it does
   */
  record Answer(boolean available, List<String> models, String note) {
    public Answer {
      models = List.copyOf(models);
    }
  }

  /** Quick: an answer may be half a minute old, and one that takes seconds counts as none. */
  Answer models(ConnectionResolver.Resolved resolved);
}
