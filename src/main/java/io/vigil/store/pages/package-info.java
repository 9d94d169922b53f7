/** Damaged files, read by their pages where SQLite stops. */
@NullMarked
package io.vigil.store.pages;

import org.jspecify.annotations.NullMarked;
