package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.trust.Publisher;
import io.aiops.studio.marketplace.publishing.Contributor;
import io.aiops.studio.marketplace.publishing.Contributors;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.notice.Notices;
import java.util.List;

/** Who submits for which publisher without being an administrator. */
final class ContributorSection extends Section {

  private static final long serialVersionUID = 1L;

  private final transient Contributors contributors;
  private final UnorderedList list = new UnorderedList();
  private final ComboBox<String> namespace = new ComboBox<>("Publisher");
  private final ComboBox<Member> member = new ComboBox<>("Member of this workspace");

  ContributorSection(Studio studio, Contributors contributors) {
    this.contributors = contributors;
    addClassName("studio-publishing");
    namespace.setItems(
        studio.publishers().list(Session.caller()).stream().map(Publisher::namespace).toList());
    member.setItems(studio.identity().members(Session.caller()));
    member.setItemLabelGenerator(Member::userName);
    list.addClassName("studio-plain-list");
    Div form = new Div(namespace, member, new Button("Let them submit", click -> add()));
    form.addClassName("studio-form");
    add(
        new H2("Who submits"),
        new Paragraph(
            "Administrators do. Others submit and withdraw for a publisher; whether a version comes"
                + " into the catalog an administrator decides."),
        list,
        form);
    refresh();
  }

  private void refresh() {
    List<Contributor> all = contributors.list(Session.caller());
    list.removeAll();
    list.setVisible(!all.isEmpty());
    for (Contributor each : all) {
      Button remove = new Button("No more", click -> remove(each));
      remove.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
      remove.setAriaLabel(
          "Let " + each.userName() + " submit for " + each.namespace() + " no more");
      list.add(new ListItem(new Span(each.userName() + " for " + each.namespace()), remove));
    }
  }

  private void add() {
    namespace.setInvalid(namespace.isEmpty());
    namespace.setErrorMessage("Choose a publisher.");
    member.setInvalid(member.isEmpty());
    member.setErrorMessage("Choose a member.");
    Member who = member.getValue();
    String forWhom = namespace.getValue();
    if (who != null && forWhom != null) {
      contributors.add(Session.caller(), forWhom, who.userId(), who.userName());
      Notices.done(who.userName() + " submits for " + forWhom + ".");
      member.clear();
      member.setInvalid(false);
      refresh();
    }
  }

  private void remove(Contributor contributor) {
    contributors.remove(Session.caller(), contributor.namespace(), contributor.userId());
    refresh();
  }
}
