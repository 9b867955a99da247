/**
 * What a plugin and the studio say to each other: the only package a plugin author compiles
 * against.
 *
 * <p>A plugin implements {@link Agent}, {@link ModelProvider}, {@link Connector} or {@link
 * WorkflowObserver}, names it with {@link Provides}, and the host finds it. Values that cross this
 * border are JSON-like: {@code null}, {@link String}, {@link Boolean}, {@link Number}, {@link
 * java.util.List} and {@link java.util.Map} with string keys, nothing else.
 */
@NullMarked
@Version("1.0.0")
package io.aiops.studio.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
