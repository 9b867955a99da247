package io.aiops.studio.cli.execution;

import org.jspecify.annotations.Nullable;

/** What a studio sends about an execution, in its own words. */
final class Script {

  static final String ID = "01a2138d-7215-7ade-abe7-3a1980bbef53";
  static final String EVENTS = "GET /api/v1/executions/" + ID + "/events";

  static final String STARTED =
      event(
          1,
          "ExecutionStarted",
          null,
          "{\"workflow\":\"triage\",\"version\":3,\"inputs\":{},\"startedBy\":\"ann\"}");
  static final String SCHEDULED =
      event(2, "StepScheduled", "parse", "{\"attempt\":1,\"input\":{}}");
  static final String COMPLETED =
      event(
          3,
          "StepCompleted",
          "parse",
          "{\"attempt\":1,\"output\":{},\"limit\":null,\"calls\":[{\"kind\":\"model\",\"inputTokens\":1200,\"outputTokens\":34,\"simulated\":true}]}");
  static final String END = "event: end\ndata: {}\n\n";

  private Script() {}

  static String ended(String output) {
    return event(4, "ExecutionCompleted", null, "{\"output\":" + output + "}");
  }

  static String event(int sequence, String type, @Nullable String step, String data) {
    return "id: %d\nevent: %s\ndata: {\"sequence\":%d,\"type\":\"%s\",\"at\":\"2026-11-25T12:00:0%d.500Z\",\"step\":%s,\"data\":%s}\n\n"
        .formatted(
            sequence,
            type,
            sequence,
            type,
            sequence,
            step == null ? "null" : "\"" + step + "\"",
            data);
  }
}
