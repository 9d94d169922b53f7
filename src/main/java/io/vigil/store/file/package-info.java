/** The database as a file: its connections, who holds its folder, how it fails. */
@NullMarked
package io.vigil.store.file;

import org.jspecify.annotations.NullMarked;
