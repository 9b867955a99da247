package io.aiops.studio.host.persistence;

import io.aiops.studio.host.identity.IdentityStore;
import io.aiops.studio.host.identity.IdentityViews.Member;
import io.aiops.studio.host.identity.IdentityViews.TokenView;
import io.aiops.studio.host.identity.IdentityViews.WorkspaceView;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Person;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.identity.Standing;
import io.aiops.studio.host.identity.StoredToken;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** People and what belongs to them in PostgreSQL. */
public final class JdbiIdentityStore implements IdentityStore {

  private static final long START_LOCK = 0x5354_5544_494FL;

  private static final String STANDING =
      """
      select p.id user_id, p.user_name, m.workspace_id, m.role, p.session_epoch,
          m.workspace_id = (select id from workspace order by created_at, id limit 1) as first
      from person p join membership m on m.user_id = p.id join workspace w on w.id = m.workspace_id
      where p.enabled
      """;

  private final Database database;
  private final Sql sql;

  public JdbiIdentityStore(Database database) {
    this.database = database;
    this.sql = new Sql(database);
  }

  @Override
  public <T> T atomically(Supplier<T> work) {
    return database.available(() -> database.jdbi().inTransaction(handle -> work.get()));
  }

  @Override
  public void awaitTurnToStart() {
    sql.find(
        "select 1 one from pg_advisory_xact_lock(:lock)", Map.of("lock", START_LOCK), row -> 1);
  }

  @Override
  public void awaitTurnToChangeMembers(UUID workspaceId) {
    sql.find(
        "select 1 one from workspace where id = :id for update",
        Map.of("id", workspaceId),
        row -> 1);
  }

  @Override
  public boolean hasPeople() {
    return sql.find("select 1 one from person limit 1", Map.of(), row -> 1).isPresent();
  }

  @Override
  public void addWorkspace(UUID id, String name, Instant at) {
    sql.change(
        "insert into workspace (id, name, created_at) values (:id, :name, :at)",
        Map.of("id", id, "name", name, "at", at));
  }

  @Override
  public List<WorkspaceView> workspaces(UUID userId) {
    return sql.list(
        """
        select w.id, w.name, m.role from membership m join workspace w on w.id = m.workspace_id
        where m.user_id = :user order by m.joined_at, w.id
        """,
        Map.of("user", userId),
        row -> new WorkspaceView(row.uuid("id"), row.text("name"), Role.valueOf(row.text("role"))));
  }

  @Override
  public void addPerson(Person person) {
    sql.change(
        """
        insert into person (id, user_name, display_name, password_hash, enabled, session_epoch, created_at)
        values (:id, :userName, :displayName, :hash, :enabled, :epoch, :at)
        """,
        Map.of(
            "id", person.id(),
            "userName", person.userName(),
            "displayName", person.displayName(),
            "hash", person.passwordHash(),
            "enabled", person.enabled(),
            "epoch", person.sessionEpoch(),
            "at", person.createdAt()));
  }

  @Override
  public Optional<Person> person(String userName) {
    return sql.find(
        "select * from person where user_name = :name",
        Map.of("name", userName),
        JdbiIdentityStore::toPerson);
  }

  @Override
  public Optional<Person> person(UUID userId) {
    return sql.find(
        "select * from person where id = :id", Map.of("id", userId), JdbiIdentityStore::toPerson);
  }

  @Override
  public void changePassword(UUID userId, String passwordHash) {
    sql.change(
        """
        update person set password_hash = :hash, session_epoch = session_epoch + 1 where id = :id
        """,
        Map.of("id", userId, "hash", passwordHash));
  }

  @Override
  public void signedIn(UUID userId, Instant at) {
    sql.change(
        "update person set last_sign_in = :at where id = :id", Map.of("id", userId, "at", at));
  }

  @Override
  public void addMembership(UUID workspaceId, UUID userId, Role role, Instant at) {
    sql.change(
        """
        insert into membership (workspace_id, user_id, role, joined_at)
        values (:workspace, :user, :role, :at)
        """,
        Map.of("workspace", workspaceId, "user", userId, "role", role.name(), "at", at));
  }

  @Override
  public void changeRole(UUID workspaceId, UUID userId, Role role) {
    sql.change(
        """
        update membership set role = :role where workspace_id = :workspace and user_id = :user
        """,
        Map.of("workspace", workspaceId, "user", userId, "role", role.name()));
  }

  @Override
  public void removeMembership(UUID workspaceId, UUID userId) {
    sql.change(
        "delete from membership where workspace_id = :workspace and user_id = :user",
        Map.of("workspace", workspaceId, "user", userId));
  }

  @Override
  public List<Member> members(UUID workspaceId) {
    return sql.list(
        """
        select p.*, m.role from membership m join person p on p.id = m.user_id
        where m.workspace_id = :workspace order by p.user_name
        """,
        Map.of("workspace", workspaceId),
        row ->
            new Member(
                row.uuid("id"),
                row.text("user_name"),
                row.text("display_name"),
                Role.valueOf(row.text("role")),
                row.flag("enabled"),
                row.instant("created_at"),
                row.instantOrNull("last_sign_in")));
  }

  @Override
  public Optional<Standing> standing(UUID userId, UUID workspaceId) {
    return sql.find(
        STANDING + " and p.id = :user and m.workspace_id = :workspace",
        Map.of("user", userId, "workspace", workspaceId),
        JdbiIdentityStore::toStanding);
  }

  @Override
  public Optional<Standing> firstAdministrator() {
    return sql.find(
        STANDING
            + " and m.role = 'ADMINISTRATOR' order by w.created_at, w.id, m.joined_at, p.id limit 1",
        Map.of(),
        JdbiIdentityStore::toStanding);
  }

  @Override
  public void addToken(StoredToken token) {
    TokenView view = token.view();
    sql.change(
        """
        insert into api_token (id, workspace_id, user_id, name, hash, scopes, created_at, expires_at)
        values (:id, :workspace, :user, :name, :hash, string_to_array(:scopes, ','), :at, :expires)
        """,
        Map.of(
            "id", view.id(),
            "workspace", token.workspaceId(),
            "user", token.userId(),
            "name", view.name(),
            "hash", token.hash(),
            "scopes", String.join(",", view.scopes().stream().map(Permission::name).toList()),
            "at", view.createdAt(),
            "expires", view.expiresAt()));
  }

  @Override
  public Optional<StoredToken> token(String hash) {
    return sql.find(
        "select * from api_token where hash = :hash",
        Map.of("hash", hash),
        JdbiIdentityStore::toToken);
  }

  @Override
  public Optional<StoredToken> token(UUID workspaceId, UUID tokenId) {
    return sql.find(
        "select * from api_token where workspace_id = :workspace and id = :id",
        Map.of("workspace", workspaceId, "id", tokenId),
        JdbiIdentityStore::toToken);
  }

  @Override
  public List<TokenView> tokens(UUID workspaceId, UUID userId) {
    return sql.list(
        """
        select * from api_token where workspace_id = :workspace and user_id = :user
        order by created_at desc, id desc
        """,
        Map.of("workspace", workspaceId, "user", userId),
        row -> toToken(row).view());
  }

  @Override
  public void removeToken(UUID workspaceId, UUID tokenId) {
    sql.change(
        "delete from api_token where workspace_id = :workspace and id = :id",
        Map.of("workspace", workspaceId, "id", tokenId));
  }

  @Override
  public void tokenUsed(UUID tokenId, Instant at) {
    sql.change(
        """
        update api_token set last_used_at = :at
        where id = :id and (last_used_at is null or last_used_at <= :before)
        """,
        Map.of("id", tokenId, "at", at, "before", at.minusSeconds(60)));
  }

  private static Person toPerson(Sql.Row row) throws SQLException {
    return new Person(
        row.uuid("id"),
        row.text("user_name"),
        row.text("display_name"),
        row.text("password_hash"),
        row.flag("enabled"),
        row.number("session_epoch"),
        row.instant("created_at"),
        row.instantOrNull("last_sign_in"));
  }

  private static Standing toStanding(Sql.Row row) throws SQLException {
    return new Standing(
        row.uuid("user_id"),
        row.text("user_name"),
        row.uuid("workspace_id"),
        Role.valueOf(row.text("role")),
        row.number("session_epoch"),
        row.flag("first"));
  }

  private static StoredToken toToken(Sql.Row row) throws SQLException {
    return new StoredToken(
        row.uuid("user_id"),
        row.uuid("workspace_id"),
        row.text("hash"),
        new TokenView(
            row.uuid("id"),
            row.text("name"),
            row.texts("scopes").stream()
                .map(Permission::valueOf)
                .collect(Collectors.toUnmodifiableSet()),
            row.instant("created_at"),
            row.instant("expires_at"),
            row.instantOrNull("last_used_at")));
  }
}
