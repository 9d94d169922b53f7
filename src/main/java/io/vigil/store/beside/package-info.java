/** What is done with a data folder beside its service, or while that is stopped. */
@NullMarked
package io.vigil.store.beside;

import org.jspecify.annotations.NullMarked;
