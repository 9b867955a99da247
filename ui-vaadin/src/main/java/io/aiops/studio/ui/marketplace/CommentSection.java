package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import io.aiops.studio.marketplace.comment.Comments;
import io.aiops.studio.marketplace.comment.Comments.Seen;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.AskWhy;
import io.aiops.studio.ui.text.Moment;
import java.util.List;

/** What people ask and tell each other about a listing. */
final class CommentSection extends Section {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 2000;

  private final transient Comments comments;
  private final String listing;
  private final Div said = new Div();
  private final TextArea words = new TextArea("Your comment");

  CommentSection(Comments comments, String listing) {
    this.comments = comments;
    this.listing = listing;
    addClassName("studio-reviews");
    words.setHelperText("Everybody reads it; people of other workspaces do not see your name.");
    words.setMaxLength(LONGEST);
    words.setWidthFull();
    Button write = new Button("Comment", click -> write());
    add(new H2("Comments"), said, words, write);
    refresh();
  }

  private void refresh() {
    List<Seen> all = comments.list(Session.caller(), listing);
    said.removeAll();
    if (all.isEmpty()) {
      said.add(new Paragraph("Nobody has said anything yet. Ask what you would like to know."));
    }
    all.forEach(each -> said.add(item(each)));
  }

  private void write() {
    boolean empty = words.getValue().isBlank();
    words.setInvalid(empty);
    words.setErrorMessage("Say something first.");
    if (!empty) {
      comments.write(Session.caller(), listing, words.getValue());
      words.clear();
      words.setInvalid(false);
      refresh();
    }
  }

  private Div item(Seen comment) {
    String author = comment.author();
    Span who =
        new Span(
            comment.mine() ? "You" : author == null ? "Somebody of another workspace" : author);
    Moment when = new Moment(comment.writtenAt());
    when.addClassName("studio-secondary");
    Div top = new Div(who, when);
    top.addClassName("studio-listing-foot");
    Paragraph text = new Paragraph(comment.words());
    text.addClassName("studio-as-written");
    Div item = new Div(top, text);
    item.addClassName("studio-version");
    if (!comment.hidden().isEmpty()) {
      item.add(new Paragraph("Hidden by an administrator: " + comment.hidden()));
    }
    if (comment.mine()) {
      item.add(
          small(
              "Remove my comment",
              () -> {
                comments.remove(Session.caller(), listing, comment.id());
                refresh();
              }));
    } else if (comment.hideable()) {
      item.add(
          comment.hidden().isEmpty()
              ? small("Hide the comment", () -> ask(comment))
              : small("Show it again", () -> hide(comment, "")));
    }
    return item;
  }

  private void ask(Seen comment) {
    new AskWhy(
            "Hide this comment?",
            "Who wrote it sees it then, and administrators of their workspace and of the studio.",
            "Hide it",
            reason -> hide(comment, reason))
        .open();
  }

  private void hide(Seen comment, String reason) {
    comments.hide(Session.caller(), listing, comment.id(), reason);
    refresh();
  }

  private static Button small(String text, Runnable act) {
    Button button = new Button(text, click -> act.run());
    button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
    return button;
  }
}
