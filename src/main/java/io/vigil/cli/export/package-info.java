/** A session's record as a file, and back. */
@NullMarked
package io.vigil.cli.export;

import org.jspecify.annotations.NullMarked;
