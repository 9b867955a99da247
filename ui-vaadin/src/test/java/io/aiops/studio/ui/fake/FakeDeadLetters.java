package io.aiops.studio.ui.fake;

import io.aiops.studio.host.engine.DeadLetterService;
import io.aiops.studio.host.execution.DeadLetter;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Dead letters as a test says. */
public final class FakeDeadLetters implements DeadLetterService {

  public List<DeadLetter> letters = List.of();
  public final List<String> sent = new ArrayList<>();

  @Override
  public List<DeadLetter> list(Caller caller) {
    return letters;
  }

  @Override
  public DeadLetter get(Caller caller, UUID id) {
    return letters.stream()
        .filter(letter -> letter.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NotFoundException("dead letter", id.toString()));
  }

  @Override
  public DeadLetter edit(Caller caller, UUID id, Map<String, Object> body) {
    if (body.get("by") == null) {
      throw new InvalidException("body.by", "is missing; expected a String");
    }
    DeadLetter edited = get(caller, id).with(Json.write(body));
    letters = List.of(edited);
    return edited;
  }

  @Override
  public void sendAgain(Caller caller, UUID id) {
    sent.add(get(caller, id).body());
    letters = List.of();
  }

  @Override
  public void drop(Caller caller, UUID id) {
    get(caller, id);
    letters = List.of();
  }
}
