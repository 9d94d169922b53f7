/** A copy of what was measured in InfluxDB, and history read from it. Alone knows the Influx client. */
@NullMarked
package io.vigil.store.influx;

import org.jspecify.annotations.NullMarked;
