/** Viatom's O2Ring (Oxy protocol), also sold as Wellue and Lookee: live replies and stored night files. */
@NullMarked
package io.vigil.device.viatom;

import org.jspecify.annotations.NullMarked;
