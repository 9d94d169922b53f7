/** A session's record as a file of lines: what is exported, kept after its time in the database, and taken in elsewhere. */
@NullMarked
package io.vigil.store.record;

import org.jspecify.annotations.NullMarked;
