package io.aiops.studio.ui.trigger;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trigger.Missed;
import io.aiops.studio.host.trigger.Source;
import io.aiops.studio.host.trigger.TriggerService;
import io.aiops.studio.host.trigger.TriggerService.Preview;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.text.Texts;
import java.time.ZoneId;
import java.util.stream.Collectors;

/** A cron expression in its time zone, with what it means under it. */
final class ScheduleFields extends Div {

  private static final long serialVersionUID = 1L;
  private static final int TYPING_MILLIS = 400;

  private final transient TriggerService triggers;
  private final TextField cron = new TextField("Times");
  private final ComboBox<String> zone = new ComboBox<>("Time zone");
  private final Paragraph meaning = new Paragraph();
  private final Select<Missed> missed = new Select<>();
  private final IntegerField most = new IntegerField("At most");

  ScheduleFields(TriggerService triggers) {
    this.triggers = triggers;
    addClassName("studio-form");
    cron.setHelperText("Minute, hour, day of month, month, day of week: 30 2 * * MON-FRI.");
    cron.setRequiredIndicatorVisible(true);
    cron.addClassName("studio-code");
    cron.setValueChangeMode(ValueChangeMode.LAZY);
    cron.setValueChangeTimeout(TYPING_MILLIS);
    zone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().toList());
    meaning.getElement().setAttribute("role", "status");
    missed.setLabel("If nobody could fire in time");
    missed.setItems(Missed.values());
    missed.setItemLabelGenerator(ScheduleFields::explain);
    most.setMin(1);
    most.setMax(1000);
    most.setHelperText("The newest of the missed times, 1 to 1,000.");
    missed.addValueChangeListener(change -> most.setVisible(change.getValue() == Missed.ALL));
    add(cron, zone, meaning, missed, most);
    set(new Source.Schedule("0 9 * * MON-FRI", ZoneId.systemDefault().getId(), Missed.SKIP, 100));
    cron.addValueChangeListener(change -> preview());
    zone.addValueChangeListener(change -> preview());
    preview();
  }

  private static String explain(Missed missed) {
    return switch (missed) {
      case SKIP -> "Skip it, and say so in the history";
      case ONCE -> "Fire once for all that was missed";
      case ALL -> "Fire for each time that was missed";
    };
  }

  void set(Source.Schedule schedule) {
    cron.setValue(schedule.cron());
    zone.setValue(schedule.zone());
    missed.setValue(schedule.missed());
    most.setValue(schedule.most());
    most.setVisible(schedule.missed() == Missed.ALL);
  }

  Source.Schedule get() {
    Integer bound = most.getValue();
    return new Source.Schedule(
        cron.getValue().strip(), zoneName(), missed.getValue(), bound == null ? 0 : bound);
  }

  private String zoneName() {
    return zone.getValue() == null ? "" : zone.getValue();
  }

  private void preview() {
    cron.setInvalid(false);
    zone.setInvalid(false);
    try {
      Preview preview = triggers.preview(Session.caller(), cron.getValue(), zoneName());
      meaning.setText(
          "Fires "
              + preview.words()
              + ". Next: "
              + preview.next().stream()
                  .limit(3)
                  .map(time -> Texts.time(time, ZoneId.of(zoneName())))
                  .collect(Collectors.joining("; "))
              + ".");
    } catch (InvalidException invalid) {
      meaning.setText("");
      invalid.problems().forEach(problem -> show(problem, ""));
    }
  }

  /**
   * Shows a problem at its field.
   *
   * @return whether it has one here
   */
  boolean show(Problem problem, String prefix) {
    if (problem.path().equals(prefix + "cron")) {
      cron.setErrorMessage(problem.message());
      cron.setInvalid(true);
    } else if (problem.path().equals(prefix + "zone")) {
      zone.setErrorMessage(problem.message());
      zone.setInvalid(true);
    } else if (problem.path().equals(prefix + "most")) {
      most.setErrorMessage(problem.message());
      most.setInvalid(true);
    } else {
      return false;
    }
    return true;
  }
}
