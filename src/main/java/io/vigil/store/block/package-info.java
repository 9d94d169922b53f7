/** The journal's block format: records packed for one commit, and read back exactly. No SQL. */
@NullMarked
package io.vigil.store.block;

import org.jspecify.annotations.NullMarked;
