package io.aiops.studio.host.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeRoleTest {

  @Test
  void roles_are_read_with_commas_between() {
    assertThat(NodeRole.read(" Engine,worker ").orElseThrow())
        .containsExactlyInAnyOrder(NodeRole.ENGINE, NodeRole.WORKER);
    assertThat(NodeRole.read("web").orElseThrow()).containsExactly(NodeRole.WEB);
  }

  @Test
  void what_is_no_role_is_none() {
    assertThat(NodeRole.read("")).isEmpty();
    assertThat(NodeRole.read("web,")).isEmpty();
    assertThat(NodeRole.read("database")).isEmpty();
  }
}
