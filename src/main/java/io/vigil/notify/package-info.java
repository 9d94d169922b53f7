/** Tells people away from the screens: a signed webhook that is tried until it is taken. */
@NullMarked
package io.vigil.notify;

import org.jspecify.annotations.NullMarked;
