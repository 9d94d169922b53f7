/** Journal, embedded database and history. Alone knows SQL. */
@NullMarked
package io.vigil.store;

import org.jspecify.annotations.NullMarked;
