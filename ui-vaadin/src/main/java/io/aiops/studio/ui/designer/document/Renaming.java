package io.aiops.studio.ui.designer.document;

import io.aiops.studio.host.definition.text.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carries a new name to all that knows the old one. */
final class Renaming {

  private Renaming() {}

  /** A step's id: in edges, and in expressions that say {@code steps.id}. */
  static void ofStep(
      List<Map<String, @Nullable Object>> edges,
      Map<String, @Nullable Object> holder,
      String before,
      String after) {
    for (Map<String, @Nullable Object> edge : edges) {
      edge.replace("from", before, after);
      edge.replace("to", before, after);
    }
    Pattern named =
        Pattern.compile("\\bsteps\\.(`%1$s`|%1$s\\b(?!-))".formatted(Pattern.quote(before)));
    String now = after.contains("-") ? "steps.`" + after + "`" : "steps." + after;
    holder.replaceAll((key, value) ->
        key.equals(Draft.CANVAS) ? value : renamed(value, named, Matcher.quoteReplacement(now)));
  }

  private static @Nullable Object renamed(@Nullable Object value, Pattern named, String now) {
    switch (value) {
      case String text -> {
        return named.matcher(text).replaceAll(now);
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = Values.map(map);
        copy.replaceAll((key, each) -> renamed(each, named, now));
        return copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = Values.list(list);
        copy.replaceAll(each -> renamed(each, named, now));
        return copy;
      }
      case null, default -> {
        return value;
      }
    }
  }

  /** Where a step and the steps inside it are drawn. */
  static Map<String, @Nullable Object> ofPlaces(
      Map<String, @Nullable Object> canvas, String before, String after) {
    Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
    canvas.forEach((key, place) -> {
      boolean own = key.equals(before) || key.startsWith(before + "/");
      renamed.put(own ? after + key.substring(before.length()) : key, place);
    });
    return renamed;
  }

  /** A case that only got another name keeps its edges. */
  static void ofCases(
      List<Map<String, @Nullable Object>> edges,
      String step,
      Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after) {
    List<String> old = cases(before);
    List<String> now = cases(after);
    for (int i = 0; old.size() == now.size() && i < old.size(); i++) {
      if (!now.contains(old.get(i)) && !old.contains(now.get(i))) {
        for (Map<String, @Nullable Object> edge : edges) {
          if (Values.text(edge.get("from")).equals(step)) {
            edge.replace("when", old.get(i), now.get(i));
          }
        }
      }
    }
  }

  private static List<String> cases(Map<String, @Nullable Object> step) {
    List<String> names = new ArrayList<>();
    for (Object each : Values.list(step.get("cases"))) {
      names.add(Values.text(Values.map(each).get("name")));
    }
    names.add(Values.text(step.get("otherwise")));
    return names;
  }
}
