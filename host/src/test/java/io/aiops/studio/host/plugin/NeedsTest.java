package io.aiops.studio.host.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.jar.Attributes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether others have a say in how a plugin resolves. */
class NeedsTest {

  private static Attributes with(String header, String value) {
    Attributes headers = new Attributes();
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Import-Package", "io.aiops.studio.api;version=\"[1.0,2)\"");
    if (!header.isEmpty()) {
      headers.putValue(header, value);
    }
    return headers;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bundle-Name | Acme | true",
        "DynamicImport-Package | * | true",
        "Provide-Capability | osgi.service;objectClass:List<String>=\"a.B,c.D\";uses:=\"a,c\" | true",
        "Require-Capability | osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=25))\" | true",
        "Require-Capability | osgi.extender;filter:=\"(a=b,c)\", osgi.ee;filter:=\"(d=e)\" | true",
        "Export-Package | acme | false",
        "Require-Bundle | acme.other | false",
        "Fragment-Host | acme.other | false",
        "Provide-Capability | osgi.service;a=b,acme.thing | false",
        "Require-Capability | osgi.service;filter:=\"(objectClass=a.B)\" | false",
        "Require-Capability | osgi.identity;filter:=\"(osgi.identity=acme.other)\" | false",
        "Require-Capability | osgi.ee;filter:=\"(a=\\\",osgi.ee)\",acme.thing | false",
      })
  void is_asked_of_its_manifest(String header, String value, boolean alone) {
    assertThat(Needs.of(with(header, value)).alone()).isEqualTo(alone);
  }

  @ParameterizedTest
  @CsvSource({
    "Bundle-Version, 2.0.0, true",
    "Bundle-Description, else, true",
    "Import-Package, else, false",
    "DynamicImport-Package, else, false",
    "Require-Capability, osgi.ee, false",
    "Provide-Capability, osgi.service, false",
    "Bundle-NativeCode, else, false",
    "Bundle-RequiredExecutionEnvironment, else, false",
  })
  void are_the_same_if_the_resolver_reads_the_same(String header, String value, boolean same) {
    String before = Needs.of(with("", "")).text();
    assertThat(Needs.of(with(header, value)).text().equals(before)).isEqualTo(same);
  }
}
