/** What is stored, read: inputs, samples, events, patients. Blocking; never the writer's thread. */
@NullMarked
package io.vigil.store.read;

import org.jspecify.annotations.NullMarked;
