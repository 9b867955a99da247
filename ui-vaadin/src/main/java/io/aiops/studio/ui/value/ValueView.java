package io.aiops.studio.ui.value;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.markdown.Markdown;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.ui.notice.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input or output: files as links, Markdown files and long texts as pages of text, and the whole
 * as JSON.
 */
public final class ValueView extends Div {

  private static final long serialVersionUID = 1L;
  private static final int MAX_FILES = 20;
  private static final int MAX_REPORT_BYTES = 256 * 1024;
  private static final int MIN_PROSE = 120;

  private final transient FileService files;
  private final transient Caller caller;

  public ValueView(FileService files, Caller caller, @Nullable Object value) {
    this.files = files;
    this.caller = caller;
    addClassName("studio-value");
    if (value == null) {
      add(new Paragraph("Nothing."));
      return;
    }
    Map<String, FileRef> found = new LinkedHashMap<>();
    collect(value, found);
    found.values().forEach(file -> add(new FileLink(files, file)));
    found.values().stream().filter(ValueView::isReport).limit(2).forEach(this::addReport);
    addProse(value);
    if (FileRef.from(value).isEmpty()) {
      add(new JsonText(value));
    }
  }

  private static void collect(@Nullable Object value, Map<String, FileRef> found) {
    if (found.size() >= MAX_FILES) {
      return;
    }
    FileRef.from(value).ifPresent(file -> found.put(file.id(), file));
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> collect(each, found));
    } else if (value instanceof List<?> list) {
      list.forEach(each -> collect(each, found));
    }
  }

  private static boolean isReport(FileRef file) {
    return (file.mediaType().startsWith("text/markdown") || file.name().endsWith(".md"))
        && file.size() <= MAX_REPORT_BYTES;
  }

  private void addReport(FileRef file) {
    try (InputStream content = files.open(caller, file.id())) {
      addMarkdown(
          file.name(), new String(content.readNBytes(MAX_REPORT_BYTES), StandardCharsets.UTF_8));
    } catch (NotFoundException gone) {
      add(new Paragraph(file.name() + " is gone: " + gone.getMessage()));
    } catch (IOException failure) {
      add(new Paragraph(file.name() + " could not be read. " + Failures.sentence(failure)));
    }
  }

  private void addProse(Object value) {
    if (value instanceof Map<?, ?> map && FileRef.from(value).isEmpty()) {
      map.forEach((name, each) -> {
        if (each instanceof String text && isProse(text)) {
          add(new H4(String.valueOf(name)));
          addMarkdown(String.valueOf(name), text);
        }
      });
    }
  }

  private static boolean isProse(String text) {
    return text.length() >= MIN_PROSE && text.length() <= MAX_REPORT_BYTES && text.contains("\n");
  }

  private void addMarkdown(String name, String text) {
    Markdown markdown = new Markdown(text);
    markdown.getElement().getClassList().add("studio-report");
    // A long one scrolls, which without a mouse needs the focus.
    markdown
        .getElement()
        .setAttribute("tabindex", "0")
        .setAttribute("role", "region")
        .setAttribute("aria-label", name);
    add(markdown);
  }
}
