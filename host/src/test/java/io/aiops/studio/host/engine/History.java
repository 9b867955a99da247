package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.StepChange;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.execution.Adoption;
import io.aiops.studio.host.execution.ExecutionStore;
import io.aiops.studio.host.execution.ExecutionStore.Header;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.execution.Hash;
import io.aiops.studio.host.execution.Log;
import io.aiops.studio.host.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded execution as JSON lines: the first holds the workflow's text and the header, each
 * other an event as it was stored.
 */
record History(Header header, String text, List<Line> lines) {

  static History of(ExecutionStore store, Header header, String text) {
    List<Line> lines = new ArrayList<>();
    new Log(store, header.id()).forEachRemaining(lines::add);
    return new History(header, text, lines);
  }

  Workflow workflow() {
    Workflow workflow = WorkflowReader.read(text).workflow().orElseThrow();
    return header.origin() == null
        ? workflow
        : StepChange.apply(workflow, header.origin().changes());
  }

  Adoption adoption() {
    return Adoption.taken(lines.iterator());
  }

  void write(Path file) throws IOException {
    List<String> out = new ArrayList<>();
    Map<String, Object> first = new LinkedHashMap<>();
    first.put("workflow", text);
    first.put("header", header);
    out.add(Json.write(first));
    for (Line line : lines) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("sequence", line.sequence());
      one.put("at", line.at());
      one.put("type", line.type());
      one.put("payload", line.payload());
      one.put("hash", line.hash().toString());
      out.add(Json.write(one));
    }
    Files.createDirectories(file.getParent());
    Files.write(file, out);
  }

  static History read(Path file) throws IOException {
    List<String> in = Files.readAllLines(file);
    Map<String, Object> first = Json.parseMap(in.getFirst());
    List<Line> lines = new ArrayList<>();
    for (String text : in.subList(1, in.size())) {
      Map<String, Object> one = Json.parseMap(text);
      lines.add(
          new Line(
              ((Number) one.get("sequence")).longValue(),
              Instant.parse((String) one.get("at")),
              (String) one.get("type"),
              (String) one.get("payload"),
              Hash.of(HexFormat.of().parseHex((String) one.get("hash")))));
    }
    return new History(
        Json.parse(Json.write(first.get("header")), Header.class),
        (String) first.get("workflow"),
        lines);
  }
}
