/** Blood pressure modules with a protocol of their own. Nothing here ever tells a cuff to inflate. */
@NullMarked
package io.vigil.device.nibp;

import org.jspecify.annotations.NullMarked;
