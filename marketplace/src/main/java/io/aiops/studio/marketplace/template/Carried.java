package io.aiops.studio.marketplace.template;

/**
 * A plugin as it is in a template's file.
 *
 * @param entry its name there
 * @param bytes a package, or a bare jar
 */
record Carried(String entry, byte[] bytes) {

  boolean bare() {
    return entry.endsWith(".jar");
  }
}
