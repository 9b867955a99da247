package io.aiops.studio.host.rest;

import java.util.Set;

/**
 * Resources of a module beyond the host. Found by {@link java.util.ServiceLoader}; they are served,
 * authenticated and described as the host's own.
 */
public interface MoreResources {

  Set<Class<?>> classes();
}
