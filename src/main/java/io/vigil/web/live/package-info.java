/** The live hub: one stream of frames to every open screen. Values may be skipped, alarms may not. */
@NullMarked
package io.vigil.web.live;

import org.jspecify.annotations.NullMarked;
