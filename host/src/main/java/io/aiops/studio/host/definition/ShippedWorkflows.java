package io.aiops.studio.host.definition;

import java.util.List;

/** Workflows that a fresh studio starts with. Found by ServiceLoader. */
public interface ShippedWorkflows {

  /** Their texts. */
  List<String> texts();
}
