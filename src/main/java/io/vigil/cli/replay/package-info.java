/** What would have alarmed: scenarios, exported sessions and recordings, told again. */
@NullMarked
package io.vigil.cli.replay;

import org.jspecify.annotations.NullMarked;
