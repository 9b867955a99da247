package io.aiops.studio.ui.evidence;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trust.CodeReport;
import io.aiops.studio.host.trust.Finding;
import io.aiops.studio.host.trust.TrustReport;
import io.aiops.studio.host.trust.TrustService.Trust;
import io.aiops.studio.ui.form.Bytes;
import io.aiops.studio.ui.text.Facts;
import io.aiops.studio.ui.text.Moment;
import io.aiops.studio.ui.text.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of where a plugin comes from, what is in it, and what its code would do. */
public final class TrustSection extends Section {

  private static final long serialVersionUID = 1L;

  public TrustSection(Trust trust) {
    addClassName("studio-reviews");
    TrustReport report = trust.judgement().trust();
    add(new H2("Where it comes from"));
    if (trust.revoked() != null) {
      Paragraph revoked = new Paragraph(trust.revoked());
      revoked.addClassName("studio-failure");
      add(revoked);
    }
    add(new Paragraph(vouched(report)), facts(report, trust.judgement().at()));
    if (!report.libraries().isEmpty()) {
      add(
          list(
              "Libraries in it (" + report.libraries().size() + ", from its bill of materials)",
              report.libraries()));
    }
    add(new H2("What its code would do"), new Paragraph(verdict(trust.judgement().code())));
    List<Finding> findings = trust.judgement().code().findings();
    if (!findings.isEmpty()) {
      add(
          list(
              "What was found ("
                  + Texts.count((long) findings.size() + trust.judgement().code().more())
                  + ")",
              findings.stream().map(Finding::sentence).toList()));
    }
  }

  /** In one sentence, what its signature is worth. */
  static String vouched(TrustReport report) {
    return switch (report.signed()) {
      case SIGNED ->
          "Signed by %s, who owns the name; it is what they signed."
              .formatted(orElse(report.publisher(), "its publisher"));
      case UNSIGNED ->
          report.byStranger()
              ? "Carries a signature that cannot be checked, which counts as not signed: nobody has entered the key, and nobody owns the name."
              : "Not signed: nobody vouches for it, and nobody owns its name.";
      case REFUSED ->
          "Not as it says: "
              + String.join(" ", report.problems().stream().map(Problem::message).toList());
    };
  }

  private static Facts facts(TrustReport report, Instant checked) {
    Facts facts = new Facts();
    if (report.signedAt() != null) {
      facts.fact("Signed", new Moment(report.signedAt()));
    }
    facts.fact("Licence", orElse(report.licence(), "Not said"));
    facts.fact("Plugin API", Texts.versions(orElse(report.api(), "Not said")));
    facts.fact("Size", Bytes.text(report.size()));
    facts.fact("Bill of materials", bill(report));
    facts.fact("Built from", orElse(report.source(), "Not said"));
    facts.fact("Checked", new Moment(checked));
    if (report.keyId() != null) {
      facts.fact(report.byStranger() ? "Key it names, not checked" : "Key", code(report.keyId()));
    }
    facts.fact("Checksum (SHA-256)", code(report.sha256()));
    return facts;
  }

  private static String bill(TrustReport report) {
    if (report.keyId() == null) {
      return "None: only signed packages have one";
    }
    if (report.byStranger()) {
      return "Not read, since the signature cannot be checked";
    }
    return report.libraries().isEmpty()
        ? "Names no libraries"
        : Texts.count(report.libraries().size(), "library", "libraries");
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null || text.isEmpty() ? other : text;
  }

  private static String verdict(CodeReport code) {
    String looked = "Looked through " + Texts.count(code.classes(), "class", "classes") + ": ";
    return looked
        + switch (code.verdict()) {
          case CLEAN -> "nothing was found that leaves the contract of plugins.";
          case TOLD -> "some of it is worth knowing; it may run in the studio's process.";
          case NEEDS_TRUST ->
              "some of it may run in the studio's process only if who installs it trusts it.";
          case SEPARATE -> "it may run in a separate process only.";
          case REFUSED -> "it is not let in.";
        };
  }

  private static Code code(String text) {
    Code code = new Code(text);
    code.addClassName("studio-hash");
    return code;
  }

  private static Details list(String summary, List<String> lines) {
    UnorderedList list = new UnorderedList();
    lines.forEach(line -> list.add(new ListItem(line)));
    return new Details(summary, list);
  }
}
