package io.aiops.studio.ui.fake;

import io.aiops.studio.host.trust.Sha256;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.publishing.Inspection;
import io.aiops.studio.marketplace.publishing.Inspector;
import io.aiops.studio.marketplace.publishing.Shown;
import io.aiops.studio.marketplace.template.Manifest;
import io.aiops.studio.marketplace.template.TemplateFile;
import java.util.List;
import java.util.Map;

/** Takes real templates, whoever signed them. */
final class FakeTemplateInspector implements Inspector {

  static Manifest read(byte[] bytes) {
    return TemplateFile.read("a" + TemplateFile.ENDING, bytes).manifest();
  }

  @Override
  public Kind kind() {
    return Kind.TEMPLATE;
  }

  @Override
  public boolean takes(byte[] bytes) {
    return TemplateFile.looksLikeOne(bytes);
  }

  @Override
  public Inspection inspect(String fileName, byte[] bytes) {
    Manifest is = read(bytes);
    Shown shown =
        new Shown(
            Kind.TEMPLATE,
            is.id().substring(0, is.id().lastIndexOf('.')),
            "Acme Tools",
            is.title(),
            is.description(),
            "",
            "",
            Map.of(),
            "",
            "",
            List.of(),
            Sha256.of(bytes),
            bytes.length,
            "",
            List.of(),
            null);
    return new Inspection(is.id(), is.version().toString(), shown, Map.of(Sha256.of(bytes), bytes));
  }
}
