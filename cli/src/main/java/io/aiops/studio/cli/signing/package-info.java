/** What an author signs a plugin with, and the package that comes of it. The server verifies it. */
@NullMarked
package io.aiops.studio.cli.signing;

import org.jspecify.annotations.NullMarked;
