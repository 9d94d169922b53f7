/** Waveforms as blocks of bytes, and the tails that are not a block yet. */
@NullMarked
package io.vigil.store.wave;

import org.jspecify.annotations.NullMarked;
