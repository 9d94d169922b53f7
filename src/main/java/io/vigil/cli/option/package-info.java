/** What several commands take. */
@NullMarked
package io.vigil.cli.option;

import org.jspecify.annotations.NullMarked;
