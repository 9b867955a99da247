/**
 * The compatibility kit: tries a built plugin out in a process of its own, with nothing of it but
 * its jar and the samples in it, and says of each thing the studio expects whether it holds.
 *
 * <p>{@link Kit} starts the process and has the report; in the process {@link KitProcess} goes
 * through the {@link Check}s.
 */
@NullMarked
package io.aiops.studio.plugins.testkit.kit;

import org.jspecify.annotations.NullMarked;
