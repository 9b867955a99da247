package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.IdentityViews.AuditEntry;
import io.aiops.studio.host.identity.InMemoryAuditLog;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Somebody;
import io.aiops.studio.host.identity.TestClock;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.trust.TrustReport.Signed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishersTest {

  private static final Caller ADMIN = Somebody.with(Role.ADMINISTRATOR);
  private static final String KEY = Draft.text(Draft.ACME);

  private final TestClock clock = new TestClock();
  private final InMemoryAuditLog audit = new InMemoryAuditLog(clock);
  private final InMemoryTrustStore store = new InMemoryTrustStore();
  private final Publishers publishers =
      new Publishers(store, new Verifier(store, "1.0.0", clock), audit, clock);

  private static InputStream file(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  @Test
  void who_is_entered_with_a_key_is_believed_until_it_is_revoked() {
    byte[] file = Draft.good().sign().bytes();
    publishers.add(ADMIN, "acme", " Acme ");
    publishers.addKey(ADMIN, "acme", KEY, null);
    assertThat(publishers.list(ADMIN)).extracting(Publisher::name).containsExactly("Acme");
    assertThat(publishers.check(ADMIN, "x.studio", file(file)).signed()).isEqualTo(Signed.SIGNED);
    String id = new Ed25519Key(KEY).id();
    assertThat(publishers.revoke(ADMIN, "acme", id, "lost").key(id).orElseThrow().reason())
        .isEqualTo("lost");
    assertThat(publishers.check(ADMIN, "x.studio", file(file)).signed()).isEqualTo(Signed.REFUSED);
    publishers.remove(ADMIN, "acme");
    assertThat(publishers.list(ADMIN)).isEmpty();
    assertThat(audit.page(ADMIN.workspaceId(), null, 10).items())
        .extracting(AuditEntry::action)
        .containsExactly(
            "publisher.remove", "publisher.key.revoke", "publisher.key.add", "publisher.add");
  }

  @Test
  void what_does_not_fit_changes_nothing() {
    publishers.add(ADMIN, "acme", "Acme");
    publishers.addKey(ADMIN, "acme", KEY, null);
    refused(ConflictException.class, () -> publishers.add(ADMIN, "acme", "Other"), "'acme'");
    refused(ConflictException.class, () -> publishers.addKey(ADMIN, "acme", KEY, null), "already");
    refused(NotFoundException.class, () -> publishers.addKey(ADMIN, "other", KEY, null), "'other'");
    refused(NotFoundException.class, () -> publishers.remove(ADMIN, "other"), "'other'");
    refused(
        NotFoundException.class, () -> publishers.revoke(ADMIN, "acme", "none", "lost"), "'none'");
    refused(InvalidException.class, () -> publishers.add(ADMIN, "other", "\n"), "name");
    refused(
        InvalidException.class,
        () -> publishers.addKey(ADMIN, "acme", Draft.text(Draft.OTHER), clock.instant()),
        "validUntil");
    refused(
        InvalidException.class,
        () -> publishers.addKey(ADMIN, "acme", Draft.text(Draft.OTHER), Instant.MAX),
        "validUntil");
    assertThat(publishers.list(ADMIN))
        .singleElement()
        .satisfies(only -> assertThat(only.keys()).hasSize(1));
    assertThat(audit.page(ADMIN.workspaceId(), null, 10).items()).hasSize(2);
  }

  private static void refused(Class<? extends Exception> type, ThrowingCallable call, String says) {
    assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(says);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "acme.", ".acme", "acme..x", "1acme", "acme-x", "äcme", "*"})
  void a_namespace_could_be_a_java_package(String namespace) {
    refused(InvalidException.class, () -> publishers.add(ADMIN, namespace, "X"), "is no namespace");
  }

  @Test
  void only_administrators_change_or_check_and_viewers_see() {
    Caller builder = Somebody.with(Role.BUILDER);
    assertThat(publishers.list(Somebody.with(Role.VIEWER))).isEmpty();
    Class<AccessDeniedException> denied = AccessDeniedException.class;
    refused(denied, () -> publishers.add(builder, "acme", "Acme"), "");
    refused(denied, () -> publishers.addKey(builder, "acme", KEY, null), "");
    refused(denied, () -> publishers.revoke(builder, "acme", "k", "x"), "");
    refused(denied, () -> publishers.remove(builder, "acme"), "");
    refused(denied, () -> publishers.check(builder, "x", file(new byte[0])), "");
  }

  @Test
  void what_is_neither_jar_nor_package_or_too_large_is_refused() {
    refused(
        InvalidException.class,
        () -> publishers.check(ADMIN, "x.zip", file(new byte[0])),
        "x.zip: is not a jar, and no package either");
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] into, int from, int length) {
            return length;
          }
        };
    refused(InvalidException.class, () -> publishers.check(ADMIN, "big", endless), "128 MiB");
  }
}
