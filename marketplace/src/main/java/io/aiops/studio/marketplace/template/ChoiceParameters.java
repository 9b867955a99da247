package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.marketplace.template.Change.Taken;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Choices and decisions as queries say them: {@code role=player}, {@code path=mine}. */
final class ChoiceParameters {

  private static final int MOST = 500;

  private ChoiceParameters() {}

  static Choices choices(
      @Nullable String name,
      List<String> connections,
      List<String> models,
      List<String> workflows) {
    Map<Lock.Kind, Map<String, String>> players = new TreeMap<>();
    players.put(Lock.Kind.CONNECTION, pairs("connection", connections, "role=name", text -> text));
    players.put(Lock.Kind.MODEL, pairs("model", models, "role=name", text -> text));
    players.put(Lock.Kind.WORKFLOW, pairs("workflow", workflows, "role=name", text -> text));
    return new Choices(name == null ? "" : name, players);
  }

  static Map<String, Taken> decisions(List<String> decisions) {
    return pairs("decide", decisions, "path=mine or path=theirs", ChoiceParameters::taken);
  }

  private static @Nullable Taken taken(String word) {
    return Arrays.stream(Taken.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(null);
  }

  /** The last {@code =} divides: paths may hold others. */
  private static <T> Map<String, T> pairs(
      String parameter, List<String> given, String form, Function<String, @Nullable T> value) {
    if (given.size() > MOST) {
      throw new InvalidException(
          parameter, "is given %d times; at most %d.".formatted(given.size(), MOST));
    }
    Map<String, T> pairs = new TreeMap<>();
    for (String pair : given) {
      int at = pair.lastIndexOf('=');
      T read = at < 1 ? null : value.apply(pair.substring(at + 1));
      if (read == null || "".equals(read) || pairs.put(pair.substring(0, at), read) != null) {
        throw new InvalidException(
            parameter, "is '%s'; expected %s, each once.".formatted(pair, form));
      }
    }
    return pairs;
  }
}
