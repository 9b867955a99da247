package io.aiops.studio.host.trust;

/**
 * A kind of thing that a plugin's code may do.
 *
 * @param name in lower case, with hyphens
 * @param verdict how far a plugin that does it is let in
 * @param means what follows from it, as the end of a sentence
 * @param instead what the author does instead, a sentence
 */
record Rule(String name, CodeVerdict verdict, String means, String instead) {}
