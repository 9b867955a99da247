/** What a command says and how it ends: the terminal, tables, failures with their exit code. */
@NullMarked
package io.aiops.studio.cli.console;

import org.jspecify.annotations.NullMarked;
