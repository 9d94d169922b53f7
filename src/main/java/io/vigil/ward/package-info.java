/** Who wears what when, and the loops that fold each session's inputs. */
@NullMarked
package io.vigil.ward;

import org.jspecify.annotations.NullMarked;
