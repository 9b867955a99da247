package io.aiops.studio.host.crash;

import io.aiops.studio.host.definition.Workshop;
import io.aiops.studio.host.engine.ExecutionService.StartRequest;
import io.aiops.studio.host.execution.ExecutionStatus;
import io.aiops.studio.host.execution.ExecutionStore.Recorded;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes on while processes come and go: what is started, what people do meanwhile, how it must
 * end, and what the outside must have been asked, each under a key of its own.
 */
interface Course {

  int MOST_EVENTS = 200;

  /** The instruction "write" when what it gave is found too short. */
  String ANEW =
      """
      write

      Your earlier result was found wrong, and is to be replaced.
      What is wrong with it: too short
      The earlier result: "told\"\
      """;

  static Stream<Course> all() {
    List<String> only = List.of(System.getProperty("crash.only", "").split(","));
    return Stream.<Course[]>of(Onward.values(), Again.values(), Fired.values())
        .flatMap(Arrays::stream)
        .filter(course -> only.equals(List.of("")) || only.contains(course.name()));
  }

  /** A workflow whose end begins another's execution. */
  String LEADS = "leads";

  /** All of them, and the workflows they run as steps. */
  static Workshop workshop() {
    Workshop workshop = new Workshop();
    workshop.save(
        "greets",
        "steps: [{id: write, kind: agent, agent: writer, instruction: hi, tools: [mail/post]}]");
    workshop.save("breaks", "steps: [{id: a, kind: agent, agent: refuses, retry: {attempts: 1}}]");
    workshop.save("waits", "steps: [{id: a, kind: signal, signal: never}]");
    workshop.save(
        LEADS,
        """
        steps: [{id: a, kind: tool, tool: mail/post, input: {text: lead}}]
        output: {sent: "{{ steps.a.output }}"}
        """);
    all().forEach(course -> workshop.save(course.workflow(), course.body()));
    return workshop;
  }

  String name();

  int ordinal();

  /** The ordinary run cuts at each so many. */
  default int step() {
    return 4;
  }

  ExecutionStatus end();

  @Nullable Object output();

  /** Of it and those below it, in no order. */
  List<String> calls();

  /** Its workflow's steps. */
  String body();

  private String workflow() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many run beside each other. */
  default int executions() {
    return 1;
  }

  /** One that has to have ended before, and is not cut. */
  default Optional<UUID> before(StudioProcess process, Workshop workshop, String key) {
    return Optional.empty();
  }

  /**
   * @param before what has ended; null if nothing had to
   * @param key the same gives the same execution
   */
  default UUID start(StudioProcess process, Workshop workshop, @Nullable UUID before, String key) {
    return begin(process, workshop, key);
  }

  default UUID begin(StudioProcess process, Workshop workshop, String key) {
    return process
        .node
        .executions
        .start(workshop.ada, new StartRequest(workflow(), null, Map.of(), key))
        .executionId();
  }

  /** What its log must show besides. */
  default void check(List<Recorded> log) {}

  /** What people do again and again until it has ended. */
  default void meanwhile(StudioProcess process, Workshop workshop, UUID id) {}

  /** When all have ended: what has to be so of all together. */
  default void finish(StudioProcess process, Workshop workshop) {}
}
