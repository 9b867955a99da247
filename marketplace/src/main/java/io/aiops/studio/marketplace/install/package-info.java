/**
 * Installing from the catalogs, so that people see how far it is. What is fetched goes through the
 * gate, is consented to and starts as what somebody uploads; this package only asks for it.
 */
@org.jspecify.annotations.NullMarked
package io.aiops.studio.marketplace.install;
