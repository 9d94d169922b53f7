/** A small certificate authority for one site, in one folder; alone knows Bouncy Castle. */
@org.jspecify.annotations.NullMarked
package io.vigil.cli.pki;
