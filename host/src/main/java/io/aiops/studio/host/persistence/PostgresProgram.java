package io.aiops.studio.host.persistence;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.File;
import java.lang.reflect.Method;

/**
 * The embedded PostgreSQL's program, unpacked when the server is built: a virtual machine that has
 * just started needs longer to unpack it than PostgreSQL to create a database.
 */
public final class PostgresProgram {

  private PostgresProgram() {}

  /** Unpacks what this platform needs into the folder named first, unless it is there. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    // The library unpacks when it starts a server, and offers no way to do that alone.
    Method unpack =
        EmbeddedPostgres.class.getDeclaredMethod(
            "prepareBinaries", PgBinaryResolver.class, File.class);
    unpack.setAccessible(true);
    unpack.invoke(null, DefaultPostgresBinaryResolver.INSTANCE, new File(arguments[0]));
  }
}
