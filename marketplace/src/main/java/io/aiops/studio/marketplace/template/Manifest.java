package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.problem.InvalidException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which template it is.
 *
 * @param id lower case words with dots; the longer part in front is its publisher's namespace
 * @param title what people see
 * @param description one sentence
 * @param workflow the name the workflow gets if nobody chooses another
 * @param lineage what it was made from, the nearest last; empty if it was made anew
 * @param kind what it is one of
 */
public record Manifest(
    String id,
    TemplateVersion version,
    String title,
    String description,
    String workflow,
    List<Ancestor> lineage,
    Kind kind) {

  /** What a template is one of. */
  public enum Kind {
    /** A workflow, whatever its steps. */
    WORKFLOW("workflow"),
    /** One agent at work: a workflow of one agent step, which others run as a step of theirs. */
    AGENT("agent");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As people and files say it. */
    public String word() {
      return word;
    }
  }

  static final String FILE = "template.json";

  private static final int WORKFLOWS = 1;

  /** What a studio does not know that knew workflows only: it says so, and takes no such file. */
  private static final int ALL_KINDS = 2;

  private static final int MOST_ANCESTORS = 50;
  private static final int LONGEST_TEXT = 2000;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*");

  public Manifest {
    lineage = List.copyOf(lineage);
  }

  /** Of a workflow. */
  public Manifest(
      String id,
      TemplateVersion version,
      String title,
      String description,
      String workflow,
      List<Ancestor> lineage) {
    this(id, version, title, description, workflow, lineage, Kind.WORKFLOW);
  }

  /**
   * @return it, if it can be a template's id
   * @throws InvalidException naming {@code field}
   */
  static String checkedId(String field, String id) {
    if (id.length() > 120 || !ID.matcher(id).matches()) {
      throw new InvalidException(
          field,
          "is '%s'; expected lower case letters, digits and '-', with dots between, such as"
                  .formatted(id)
              + " acme.log-triage.");
    }
    return id;
  }

  /**
   * @throws InvalidException if the workflow has another name, or is none of the kind
   */
  void checkThatItFits(Workflow of) {
    if (!of.name().equals(workflow)) {
      throw new InvalidException(
          FILE + ": workflow",
          "is '%s', but the text's name is '%s'.".formatted(workflow, of.name()));
    }
    if (kind == Kind.AGENT && !isOneAgent(of)) {
      throw new InvalidException(
          FILE + ": kind",
          "is 'agent', but the workflow is not one step of kind agent. Export the template again.");
    }
  }

  static boolean isOneAgent(Workflow workflow) {
    List<Step> steps = workflow.body().steps();
    return steps.size() == 1 && steps.getFirst().work() instanceof Step.AgentWork;
  }

  /** What a signature repeats, so that a listing can be held against it. */
  Map<String, String> headers() {
    return Map.of(
        "Template-Id", id, "Template-Version", version.toString(), "Template-Title", title);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    // Of a workflow as ever, so that older studios go on taking it.
    map.put("format", kind == Kind.WORKFLOW ? WORKFLOWS : ALL_KINDS);
    if (kind != Kind.WORKFLOW) {
      map.put("kind", kind.word());
    }
    map.put("id", id);
    map.put("version", version.toString());
    map.put("title", title);
    map.put("description", description);
    map.put("workflow", workflow);
    map.put("lineage", lineage.stream().map(Manifest::toMap).toList());
    return map;
  }

  private static Map<String, Object> toMap(Ancestor ancestor) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", ancestor.id());
    map.put("version", ancestor.version());
    map.put("sha256", ancestor.sha256());
    return map;
  }

  static Manifest read(Fields in) {
    Kind kind = kind(in);
    List<Ancestor> lineage = new ArrayList<>();
    for (Fields each : in.objects("lineage", MOST_ANCESTORS)) {
      lineage.add(
          new Ancestor(
              checkedId(each.path("id"), each.text("id", LONGEST_TEXT)),
              TemplateVersion.read(each.path("version"), each.text("version", 40)).toString(),
              each.sha256("sha256")));
      each.close();
    }
    Manifest manifest =
        new Manifest(
            checkedId(in.path("id"), in.text("id", LONGEST_TEXT)),
            TemplateVersion.read(in.path("version"), in.text("version", 40)),
            in.text("title", LONGEST_TEXT),
            in.text("description", 4 * LONGEST_TEXT),
            in.text("workflow", 100),
            lineage,
            kind);
    in.close();
    return manifest;
  }

  /** There is one way to write each: a workflow has format 1, and format 2 says another kind. */
  private static Kind kind(Fields in) {
    if (in.format(WORKFLOWS, ALL_KINDS) == WORKFLOWS) {
      return Kind.WORKFLOW;
    }
    String word = in.text("kind", 40);
    if (!word.equals(Kind.AGENT.word())) {
      throw new InvalidException(
          in.path("kind"),
          "is '%s'; expected 'agent', the only kind of format %d that this studio knows."
              .formatted(word, ALL_KINDS));
    }
    return Kind.AGENT;
  }
}
