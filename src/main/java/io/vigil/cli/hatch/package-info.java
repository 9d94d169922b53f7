/** The service's own door for the machine it runs on: a socket in the data folder that only its owner can open. */
@NullMarked
package io.vigil.cli.hatch;

import org.jspecify.annotations.NullMarked;
