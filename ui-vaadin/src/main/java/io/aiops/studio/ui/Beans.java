package io.aiops.studio.ui;

/** Where views get what they name in their constructors. */
@FunctionalInterface
public interface Beans {

  <T> T get(Class<T> type);
}
