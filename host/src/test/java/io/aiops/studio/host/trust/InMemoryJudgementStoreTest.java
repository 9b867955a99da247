package io.aiops.studio.host.trust;

class InMemoryJudgementStoreTest extends JudgementStoreContract {

  private final JudgementStore store = new InMemoryJudgementStore();

  @Override
  protected JudgementStore store() {
    return store;
  }
}
