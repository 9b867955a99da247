package io.aiops.studio.host.plugin;

class InMemoryPluginStoreTest extends PluginStoreContract {
  @Override
  protected PluginStore store() {
    return new InMemoryPluginStore();
  }
}
