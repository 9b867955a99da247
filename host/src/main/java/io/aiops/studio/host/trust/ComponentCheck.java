package io.aiops.studio.host.trust;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a bundle's component descriptions: what they would be given of others. The framework
 * hands out any service by its type, another plugin's agents and connectors too, past the host.
 */
final class ComponentCheck {

  private static final String API = "io.aiops.studio.api.";
  private static final String FRAMEWORK = "org.osgi.";

  private final Findings findings;

  ComponentCheck(Findings findings) {
    this.findings = findings;
  }

  void look(String place, byte[] description) {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(description));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          element(place, xml.getLocalName(), xml.getAttributeValue(null, "interface"));
        }
      }
    } catch (XMLStreamException e) {
      findings.add(Finding.of(Rules.UNREADABLE, place, "", "a broken component description"));
    }
  }

  private void element(String place, String name, @Nullable String type) {
    if (type == null) {
      return;
    }
    boolean taken =
        name.equals("reference") && (type.startsWith(API) || type.startsWith(FRAMEWORK));
    boolean given = name.equals("provide") && type.startsWith(FRAMEWORK);
    if (taken || given) {
      findings.add(
          Finding.of(
              Rules.SURROUNDINGS, place, "", (taken ? "a reference to " : "the service ") + type));
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
