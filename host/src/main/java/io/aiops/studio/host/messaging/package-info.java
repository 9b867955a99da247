/** Jakarta Messaging adapters of the ports, embedded or external Artemis. */
@NullMarked
package io.aiops.studio.host.messaging;

import org.jspecify.annotations.NullMarked;
