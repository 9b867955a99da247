package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.execution.Event;
import io.aiops.studio.host.execution.EventCodec;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Executions that earlier versions recorded: each is still read, folded to the end it had, and
 * decided again the same. Add some with {@link RecordHistories}; none is ever changed.
 */
class HistoriesTest {

  static Stream<Path> histories() throws IOException, URISyntaxException {
    Path folder = Path.of(HistoriesTest.class.getResource("/histories").toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void is_decided_again_as_it_is_recorded(Path file) throws IOException {
    History history = History.read(file);
    Replay.Replayed replayed =
        new Replay(new Expressions())
            .run(
                history.header(),
                history.workflow(),
                history.adoption(),
                history.lines().iterator());
    assertThat(replayed.difference()).isNull();
    assertThat(replayed.hash()).isEqualTo(history.lines().getLast().hash());
    assertThat(replayed.state().status()).isEqualTo(history.header().status());
  }

  @ParameterizedTest
  @MethodSource("histories")
  void is_folded_to_the_end_it_had(Path file) throws IOException {
    History history = History.read(file);
    ExecutionState state =
        new ExecutionState(
            history.header().id(), history.header().workspaceId(), history.workflow());
    history
        .lines()
        .forEach(line -> state.apply(EventCodec.read(line.type(), line.payload()), line.at()));
    assertThat(state.status()).isEqualTo(history.header().status());
    assertThat(state.sequence()).isEqualTo(history.header().lastSequence());
  }

  @Test
  void every_kind_of_event_occurs_in_one() throws IOException, URISyntaxException {
    Set<String> occur = new TreeSet<>();
    for (Path file : histories().toList()) {
      History.read(file).lines().forEach(line -> occur.add(line.type()));
    }
    assertThat(occur)
        .containsAll(
            Arrays.stream(Event.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void what_is_not_as_it_was_decided_is_named() throws IOException, URISyntaxException {
    History history = History.read(histories().findFirst().orElseThrow());
    List<Line> lines = new ArrayList<>(history.lines());
    Line last = lines.removeLast();
    lines.add(
        new Line(last.sequence(), last.at(), "StepSkipped", "{\"path\":\"no\"}", last.hash()));
    Replay.Replayed replayed =
        new Replay(new Expressions())
            .run(history.header(), history.workflow(), history.adoption(), lines.iterator());
    assertThat(replayed.firstDifferent()).isEqualTo(last.sequence());
    assertThat(replayed.difference()).contains("StepSkipped", last.type());
  }
}
