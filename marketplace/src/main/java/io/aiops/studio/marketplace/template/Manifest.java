package io.aiops.studio.marketplace.template;

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
 */
public record Manifest(
    String id,
    TemplateVersion version,
    String title,
    String description,
    String workflow,
    List<Ancestor> lineage) {

  static final String FILE = "template.json";

  private static final int FORMAT = 1;
  private static final int MOST_ANCESTORS = 50;
  private static final int LONGEST_TEXT = 2000;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*");

  public Manifest {
    lineage = List.copyOf(lineage);
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

  /** What a signature repeats, so that a listing can be held against it. */
  Map<String, String> headers() {
    return Map.of(
        "Template-Id", id, "Template-Version", version.toString(), "Template-Title", title);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("format", FORMAT);
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
    in.format(FORMAT);
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
            lineage);
    in.close();
    return manifest;
  }
}
