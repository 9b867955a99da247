package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import io.aiops.studio.marketplace.catalog.Search.Found;
import io.aiops.studio.marketplace.catalog.Search.Query;
import io.aiops.studio.marketplace.catalog.Search.Sort;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.ui.text.Texts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody looks for; it is in the page's address, so that it can be kept and sent. */
final class Filters extends Div {

  private static final long serialVersionUID = 1L;

  static final Query ANYTHING = new Query("", null, null, null, null, false, Sort.RELEVANCE);

  private static final int PAUSE_MILLIS = 250;

  private final TextField words = new TextField("Search");
  private final Select<Kind> kind = new Select<>();
  private final ComboBox<String> category = new ComboBox<>("Category");
  private final ComboBox<String> tag = new ComboBox<>("Tag");
  private final Select<Sort> sort = new Select<>();
  private final Checkbox compatible = new Checkbox("Runs here");
  private final transient Runnable changed;
  private boolean quiet;

  /**
   * @param changed after each change that a person made
   */
  Filters(Runnable changed) {
    this.changed = changed;
    addClassName("studio-filters");
    getElement().setAttribute("role", "search");
    words.setPlaceholder("What should it do?");
    words.setPrefixComponent(VaadinIcon.SEARCH.create());
    words.setClearButtonVisible(true);
    words.setMaxLength(200);
    words.setValueChangeMode(ValueChangeMode.LAZY);
    words.setValueChangeTimeout(PAUSE_MILLIS);
    words.addClassName("studio-filter-words");
    kind.setLabel("Kind");
    kind.setItems(Kind.values());
    kind.setEmptySelectionAllowed(true);
    kind.setEmptySelectionCaption("All");
    kind.setItemLabelGenerator(each -> each == null ? "All" : Texts.word(each) + "s");
    sort.setLabel("Order");
    sort.setItems(Sort.values());
    sort.setItemLabelGenerator(Filters::order);
    sort.setValue(Sort.RELEVANCE);
    category.setPlaceholder("All");
    category.setClearButtonVisible(true);
    tag.setPlaceholder("All");
    tag.setClearButtonVisible(true);
    add(words, kind, category, tag, sort, compatible);
    words.addValueChangeListener(change -> tell());
    kind.addValueChangeListener(change -> tell());
    category.addValueChangeListener(change -> tell());
    tag.addValueChangeListener(change -> tell());
    sort.addValueChangeListener(change -> tell());
    compatible.addValueChangeListener(change -> tell());
  }

  private static String order(Sort sort) {
    return switch (sort) {
      case RELEVANCE -> "Best match";
      case DOWNLOADS -> "Most downloads";
      case RATING -> "Best rated";
      case NEWEST -> "Newest";
    };
  }

  private void tell() {
    if (!quiet) {
      changed.run();
    }
  }

  private void quietly(Runnable change) {
    quiet = true;
    try {
      change.run();
    } finally {
      quiet = false;
    }
  }

  Query query() {
    return new Query(
        words.getValue(),
        kind.getValue(),
        chosen(tag),
        chosen(category),
        null,
        compatible.getValue(),
        sort.getValue());
  }

  private static @Nullable String chosen(ComboBox<String> box) {
    String value = box.getValue();
    return value == null || value.isEmpty() ? null : value;
  }

  /** Whether something narrows what is shown. */
  boolean any() {
    Query query = query();
    return !query.words().isBlank()
        || query.kind() != null
        || query.tag() != null
        || query.category() != null
        || query.compatible();
  }

  void clear() {
    quietly(() -> {
      words.clear();
      kind.clear();
      category.clear();
      tag.clear();
      compatible.clear();
    });
    words.focus();
    changed.run();
  }

  /** Categories and tags of what was found; what is chosen stays. */
  void offer(Found found) {
    quietly(() -> {
      offer(category, found.categories());
      offer(tag, found.tags());
    });
  }

  private static void offer(ComboBox<String> box, Map<String, Integer> counts) {
    String chosen = chosen(box);
    TreeSet<String> items = new TreeSet<>(counts.keySet());
    if (chosen != null) {
      items.add(chosen);
    }
    box.setItems(items);
    box.setItemLabelGenerator(each -> each + " (" + counts.getOrDefault(each, 0) + ")");
    box.setValue(chosen);
  }

  /** As {@link #address} wrote it; what cannot be read is not asked for. */
  void read(QueryParameters address) {
    quietly(() -> {
      words.setValue(address.getSingleParameter("q").orElse(""));
      tag.setItems(address.getParameters("tag"));
      tag.setValue(address.getSingleParameter("tag").orElse(null));
      category.setItems(address.getParameters("category"));
      category.setValue(address.getSingleParameter("category").orElse(null));
      kind.setValue(named(Kind.values(), address, "kind").orElse(null));
      sort.setValue(named(Sort.values(), address, "sort").orElse(Sort.RELEVANCE));
      compatible.setValue(address.getSingleParameter("compatible").isPresent());
    });
  }

  private static <E extends Enum<E>> Optional<E> named(
      E[] all, QueryParameters address, String parameter) {
    return address
        .getSingleParameter(parameter)
        .flatMap(
            word -> Stream.of(all).filter(each -> each.name().equalsIgnoreCase(word)).findFirst());
  }

  /** All that is chosen, as the end of the page's address. */
  String address() {
    Map<String, String> parameters = new LinkedHashMap<>();
    Query query = query();
    if (!query.words().isBlank()) {
      parameters.put("q", query.words());
    }
    if (query.category() != null) {
      parameters.put("category", query.category());
    }
    if (query.tag() != null) {
      parameters.put("tag", query.tag());
    }
    if (query.kind() != null) {
      parameters.put("kind", query.kind().name().toLowerCase(Locale.ROOT));
    }
    if (query.sort() != Sort.RELEVANCE) {
      parameters.put("sort", query.sort().name().toLowerCase(Locale.ROOT));
    }
    if (query.compatible()) {
      parameters.put("compatible", "true");
    }
    return parameters.isEmpty() ? "" : "?" + QueryParameters.simple(parameters).getQueryString();
  }
}
