package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.ShippedWorkflows;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

  static java.util.List<Template> shipped() {
    return Templates.shipped();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void each_reads_without_a_problem_and_says_what_it_is(Template template) {
    assertThat(WorkflowReader.read(template.text()).problems()).isEmpty();
    assertThat(template.title()).isNotBlank().isNotEqualTo(template.name());
    assertThat(template.description()).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void each_has_a_sample_for_every_input_that_takes_a_file(Template template) throws IOException {
    Workflow workflow = WorkflowReader.read(template.text()).workflow().orElseThrow();
    Map<?, ?> properties = (Map<?, ?>) workflow.inputs().get("properties");
    assertThat(template.files())
        .extracting(SampleFile::input)
        .containsExactlyInAnyOrderElementsOf(
            properties.entrySet().stream()
                .filter(input ->
                    input.getValue() instanceof Map<?, ?> schema
                        && "file".equals(schema.get("format")))
                .map(input -> String.valueOf(input.getKey()))
                .toList());
    for (SampleFile file : template.files()) {
      try (InputStream in = file.open()) {
        assertThat(in.readAllBytes()).as(file.name()).isNotEmpty();
      }
    }
  }

  @Test
  void the_studio_finds_them() {
    assertThat(ServiceLoader.load(ShippedWorkflows.class))
        .singleElement()
        .satisfies(shipped -> assertThat(shipped.texts()).hasSize(3));
  }
}
