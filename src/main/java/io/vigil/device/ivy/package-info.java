/** Ivy Biomedical 450C, which pushes "ANSAR-B" once a second. */
@NullMarked
package io.vigil.device.ivy;

import org.jspecify.annotations.NullMarked;
