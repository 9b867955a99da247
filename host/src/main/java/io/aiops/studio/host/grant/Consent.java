package io.aiops.studio.host.grant;

import java.util.List;

/**
 * What an administrator is asked before a version of a plugin is let in.
 *
 * @param plugin the bundle's symbolic name
 * @param version the bundle's version
 * @param wants all that it declares
 * @param added what of it nobody has granted yet
 * @param unused what is granted and this version does not want
 * @param token to be given back with the same jar: it says that just this was consented to
 */
public record Consent(
    String plugin,
    String version,
    List<String> wants,
    List<String> added,
    List<String> unused,
    String token) {

  public Consent {
    wants = List.copyOf(wants);
    added = List.copyOf(added);
    unused = List.copyOf(unused);
  }
}
