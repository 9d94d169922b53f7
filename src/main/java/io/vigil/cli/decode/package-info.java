/** Recorded bytes and messages, told as readings. */
@NullMarked
package io.vigil.cli.decode;

import org.jspecify.annotations.NullMarked;
