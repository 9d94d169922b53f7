/** Samples of one device's metric in one session: the tail in memory, the sealed chunk, their summary. No SQL. */
@NullMarked
package io.vigil.store.series;

import org.jspecify.annotations.NullMarked;
