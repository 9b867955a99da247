package io.aiops.studio.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody types while the answer to the first letter is still on its way. */
@Timeout(180)
class LookingTest extends ViewTest {

  private static final String FAILS = "fails";

  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private String typed = "";
  private Looking<String> looking;

  @BeforeEach
  void open() {
    signIn(Role.BUILDER);
    navigate(TemplatesView.class);
    looking =
        new Looking<>(
            "Looking",
            () -> {
              String now = typed;
              return caller -> answer(now);
            },
            shown::add);
    UI.getCurrent().add(looking);
  }

  private String answer(String question) {
    asked.add(question);
    try {
      String answer = answers.take();
      if (answer.equals(FAILS)) {
        throw new ConflictException("It is no newer version.");
      }
      return question + ": " + answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before there was an answer", e);
    }
  }

  private void type(String text) {
    typed = text;
    looking.look();
  }

  @Test
  void there_is_one_question_at_a_time_and_the_last_one_is_answered() {
    for (String text : List.of("a", "ab", "abc")) {
      type(text);
    }
    eventually(() -> assertThat(asked).containsExactly("a"));
    assertThat(shown).isEmpty();
    answers.add("old");
    eventually(() -> assertThat(asked).containsExactly("a", "abc"));
    assertThat(shown).as("of what is not asked for any more").isEmpty();
    answers.add("new");
    eventually(() -> assertThat(shown).containsExactly("abc: new"));
  }

  @Test
  void why_there_is_no_answer_is_said_and_it_can_be_asked_again() {
    type("a");
    answers.add(FAILS);
    eventually(() -> assertThat($(Button.class).withText("Look again").exists()).isTrue());
    assertThat(looking.getElement().getTextRecursively()).contains("It is no newer version.");
    test($(Button.class).withText("Look again").single()).click();
    answers.add("new");
    eventually(() -> assertThat(shown).containsExactly("a: new"));
    assertThat($(Button.class).withText("Look again").exists()).isFalse();
    assertThat(looking.getElement().getTextRecursively()).doesNotContain("no newer version");
  }
}
