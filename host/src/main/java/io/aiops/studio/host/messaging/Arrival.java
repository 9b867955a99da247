package io.aiops.studio.host.messaging;

/** Something for the engine: a message of the broker, or a word from this process. */
sealed interface Arrival permits Delivery, Told {}
