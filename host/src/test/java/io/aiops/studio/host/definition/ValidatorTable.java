package io.aiops.studio.host.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text, and every problem it has, each with its path. */
abstract class ValidatorTable {

  private static final UUID WORKSPACE = UUID.randomUUID();

  private final WorkflowValidator validator =
      new WorkflowValidator(new Expressions(), new FixedCatalog(), SavedWorkflows.in(WORKSPACE));

  /**
   * @param problems path, then what the message must hold, separated by {@code |}
   */
  record Row(String name, String body, String... problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void all_problems_are_told_at_once(Row row) {
    Validation validation = validate(row.body());
    List<String> missing = new ArrayList<>();
    List<Problem> rest = new ArrayList<>(validation.problems());
    for (String expected : row.problems()) {
      String[] parts = expected.split("\\|", -1);
      if (!rest.removeIf(problem -> fits(problem, parts))) {
        missing.add(expected);
      }
    }
    assertThat(missing).as("not told; told was %s", validation.problems()).isEmpty();
    assertThat(rest).as("told besides").isEmpty();
    assertThat(validation.valid()).isEqualTo(row.problems().length == 0);
  }

  private static boolean fits(Problem problem, String[] parts) {
    boolean fits = problem.path().equals(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      fits &= problem.message().contains(parts[i]);
    }
    return fits;
  }

  Validation validate(String body) {
    return validator.validate(WORKSPACE, "schema: aiops-studio/workflow/v1\nname: test\n" + body);
  }
}
