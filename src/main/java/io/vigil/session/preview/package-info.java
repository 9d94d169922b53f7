/** "What would have alarmed": a session's past under other rules, counted and compared. Pure. */
@NullMarked
package io.vigil.session.preview;

import org.jspecify.annotations.NullMarked;
