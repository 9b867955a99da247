package io.aiops.studio.ui.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.page.WindowSize;
import org.junit.jupiter.api.Test;

class NarrowTest {

  @Test
  void a_phone_is_narrow_a_desk_is_not() {
    assertThat(Narrow.narrow(new WindowSize(390, 844))).isTrue();
    assertThat(Narrow.narrow(new WindowSize(640, 900))).isFalse();
    assertThat(Narrow.narrow(new WindowSize(1280, 900))).isFalse();
  }

  @Test
  void what_the_browser_has_not_told_yet_is_taken_as_wide() {
    assertThat(Narrow.narrow(new WindowSize(0, 0))).isFalse();
    assertThat(Narrow.narrow(new WindowSize(-1, -1))).isFalse();
  }
}
