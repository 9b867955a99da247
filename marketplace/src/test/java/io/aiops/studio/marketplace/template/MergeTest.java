package io.aiops.studio.marketplace.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.text.Patch;
import io.aiops.studio.host.definition.text.Source;
import io.aiops.studio.marketplace.template.Change.Side;
import io.aiops.studio.marketplace.template.Change.Taken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final String BASE =
      """
      name: w
      title: Base
      steps:
        - id: a
          kind: agent
          agent: assistant
          instruction: Say A
        - id: b
          kind: wait
          duration: PT1S
      edges:
        - {from: a, to: b}
      """;

  private static Merge.Result merge(String mine, String theirs, Map<String, Taken> decisions) {
    return Merge.of(
        Source.of(BASE).value(), Source.of(mine).value(), Source.of(theirs).value(), decisions);
  }

  private static String text(String mine, Merge.Result merged) {
    return Patch.apply(Source.of(mine), merged.value()).text();
  }

  private static Change only(Merge.Result result) {
    assertThat(result.changes()).hasSize(1);
    return result.changes().getFirst();
  }

  @Test
  void without_changes_there_is_nothing_to_do() {
    String mine = "# my comment\n" + BASE.replace("name: w", "name:   w");
    Merge.Result merged = merge(mine, BASE, Map.of());
    assertThat(merged.changes()).isEmpty();
    assertThat(text(mine, merged)).isEqualTo(mine);
  }

  @Test
  void where_one_side_changed_its_change_is_taken_and_the_teams_text_stays() {
    String mine =
        "# ours\n"
            + BASE.replace("title: Base", "title:   'Ours'  # see wiki").replace("PT1S", "PT5S");
    String theirs = BASE.replace("Say A", "Say A twice");
    Merge.Result merged = merge(mine, theirs, Map.of());
    assertThat(merged.open()).isEmpty();
    assertThat(merged.changes().stream().map(c -> c.path() + " " + c.side()))
        .containsExactly("title MINE", "steps[a].instruction THEIRS", "steps[b].duration MINE");
    assertThat(text(mine, merged)).isEqualTo(mine.replace("Say A", "Say A twice"));
  }

  @Test
  void both_to_the_same_is_no_conflict() {
    String changed = BASE.replace("PT1S", "PT2S");
    Merge.Result merged = merge(changed, changed, Map.of());
    assertThat(only(merged).side()).isEqualTo(Side.BOTH);
    assertThat(merged.open()).isEmpty();
  }

  @Test
  void a_conflict_has_its_path_and_three_values_and_is_decided() {
    String mine = BASE.replace("Say A", "Say M");
    String theirs = BASE.replace("Say A", "Say T");
    Change open = only(merge(mine, theirs, Map.of()));
    assertThat(open)
        .isEqualTo(
            new Change(
                "steps[a].instruction",
                Side.CONFLICT,
                null,
                true,
                "Say A",
                true,
                "Say M",
                true,
                "Say T"));
    Merge.Result mineWins = merge(mine, theirs, Map.of(open.path(), Taken.MINE));
    assertThat(mineWins.open()).isEmpty();
    assertThat(text(mine, mineWins)).isEqualTo(mine);
    Merge.Result theirsWin = merge(mine, theirs, Map.of(open.path(), Taken.THEIRS));
    assertThat(text(mine, theirsWin)).isEqualTo(theirs);
  }

  @Test
  void a_decision_that_nothing_asks_for_is_named() {
    assertThat(merge(BASE, BASE, Map.of("title", Taken.MINE)).unknown()).containsExactly("title");
  }

  @Test
  void steps_are_known_by_their_ids_wherever_they_stand() {
    String moved =
        """
        name: w
        title: Base
        steps:
          - id: b
            kind: wait
            duration: PT9S
          - id: a
            kind: agent
            agent: assistant
            instruction: Say A
        edges:
          - {from: a, to: b}
        """;
    String theirs = BASE.replace("Say A", "Say T");
    Merge.Result merged = merge(moved, theirs, Map.of());
    assertThat(merged.open()).isEmpty();
    assertThat(text(moved, merged)).isEqualTo(moved.replace("Say A", "Say T"));
  }

  @Test
  void steps_of_both_sides_come_together() {
    String mine =
        BASE.replace("  - id: b", "  - {id: m, kind: wait, duration: PT3S}  # mine\n  - id: b");
    String theirs =
        BASE.replace(
            "edges:",
            "  - id: t\n    kind: wait\n    duration: PT4S\nedges:\n  - {from: b, to: t}");
    Merge.Result merged = merge(mine, theirs, Map.of());
    assertThat(merged.open()).isEmpty();
    String text = text(mine, merged);
    assertThat(text).contains("# mine", "id: t", "{from: b, to: t}", "{from: a, to: b}");
    assertThat(
            ((List<?>) Source.of(text).value().get("steps"))
                .stream().map(step -> String.valueOf(((Map<?, ?>) step).get("id"))))
        .containsExactly("a", "m", "b", "t");
  }

  @Test
  void what_one_side_removed_goes_unless_the_other_changed_it() {
    String without = BASE.replace("title: Base\n", "");
    assertThat(merge(BASE, without, Map.of()).value()).doesNotContainKey("title");
    Merge.Result conflict = merge(BASE.replace("Base", "Mine"), without, Map.of());
    Change change = only(conflict);
    assertThat(change.side()).isEqualTo(Side.CONFLICT);
    assertThat(change.inTheirs()).isFalse();
    Merge.Result gone = merge(BASE.replace("Base", "Mine"), without, Map.of("title", Taken.THEIRS));
    assertThat(gone.value()).doesNotContainKey("title");
  }

  @Test
  void a_removed_step_that_the_other_changed_is_a_conflict_of_the_step() {
    String without = BASE.replace("  - id: b\n    kind: wait\n    duration: PT1S\n", "");
    Change change = merge(BASE.replace("PT1S", "PT2S"), without, Map.of()).open().getFirst();
    assertThat(change.path()).isEqualTo("steps[b]");
  }

  @Test
  void a_null_is_a_value() {
    String theirs = BASE + "output: null\n";
    Change change = only(merge(BASE, theirs, Map.of()));
    assertThat(change.inTheirs()).isTrue();
    assertThat(change.theirs()).isNull();
    assertThat(merge(BASE, theirs, Map.of()).value()).containsKey("output");
  }

  @Test
  void the_order_of_cases_means_something_so_that_two_changes_of_them_are_a_conflict() {
    String one =
        "name: w\nsteps:\n  - id: s\n    kind: switch\n    cases:\n      - {name: x, when: a}\n";
    Merge.Result merged =
        Merge.of(
            Source.of(one).value(),
            Source.of(one + "      - {name: m, when: b}\n").value(),
            Source.of(one + "      - {name: t, when: c}\n").value(),
            Map.of());
    assertThat(merged.open().getFirst().path()).isEqualTo("steps[s].cases");
  }

  @Test
  void the_teams_places_on_the_canvas_stay() {
    Merge.Result merged =
        merge(BASE + "canvas: {a: [1, 1]}\n", BASE + "canvas: {a: [2, 2], b: [3, 3]}\n", Map.of());
    assertThat(merged.open()).isEmpty();
    assertThat(merged.value().get("canvas"))
        .isEqualTo(Map.of("a", List.of(1, 1), "b", List.of(3, 3)));
  }
}
