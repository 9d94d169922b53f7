@NullMarked
package io.vigil.store.influx;

import org.jspecify.annotations.NullMarked;
