package io.aiops.studio.host.engine;

import io.aiops.studio.host.execution.ExecutionStatus;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** What happened in random worlds: what never does was not tested. */
final class RandomTally {

  final Set<String> moves = new TreeSet<>();
  final Set<ExecutionStatus> ends = EnumSet.noneOf(ExecutionStatus.class);
  int rolledBack;
  int took;
  int decided;
  int children;
  int disowned;
  int wentOn;
  int undone;
  int notUndone;
  int failing;
  int plans;
  int nested;
  int refused;
  int fellBack;
  int admitted;
}
