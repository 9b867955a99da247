package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A short run of {@code ./studio chaos}: nodes, broker and database die in the middle, and a node
 * stands still for longer than its leases.
 */
class ChaosIT {

  private static final int EXECUTIONS = 300;
  private static final Duration LONGEST = Duration.ofMinutes(9);

  @Test
  void
      nothing_is_lost_or_made_twice_when_a_broker_a_node_and_the_database_die_and_a_node_stands_still() {
    StudioServer runner = StudioServer.prepare("chaos", Map.of());
    StudioServer.Ended ended =
        runner.runs(
            LONGEST,
            "chaos",
            "--own",
            "--nodes",
            "2",
            "--executions",
            "" + EXECUTIONS,
            "--rate",
            "10",
            "--every",
            "7",
            "--kills",
            "4",
            "--order",
            "frozen-node-1,broker,node-2,database",
            "--seed",
            "1",
            "--limit",
            "300",
            "--out",
            runner.data().toString());
    assertThat(ended.code()).as(ended.output()).isZero();
    JsonNode line = Api.JSON.readTree(ended.printed());
    assertThat(line.get("rightState").asInt()).isEqualTo(EXECUTIONS);
    assertThat(line.get("ownerlessOver60s").asInt()).isZero();
    assertThat(line.get("completedModelCallsSentAgain").asInt()).isZero();
    assertThat(line.get("effectsDuplicatedUnderOneKey").asInt()).isZero();
    assertThat(line.get("callsUnderAnotherKey").asInt()).isZero();
    assertThat(line.get("kills").toString())
        .as(ended.said())
        .isEqualTo("{\"node\":1,\"frozen node\":1,\"broker\":1,\"database\":1}");
    System.out.println(ended.printed().strip().replaceFirst("\\{", "{\"proof\": \"chaos\", "));
  }
}
