/**
 * Whether a plugin may be let in: who signed it, and what its code would do. Publishers with their
 * namespaces and keys, signed packages, and the verifier that holds one against the other; and the
 * look through its code. Nothing of a plugin is loaded here.
 */
@NullMarked
package io.aiops.studio.host.trust;

import org.jspecify.annotations.NullMarked;
