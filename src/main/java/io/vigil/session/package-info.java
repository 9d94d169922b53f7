/** One patient's session as a deterministic fold over its journaled inputs. */
@NullMarked
package io.vigil.session;

import org.jspecify.annotations.NullMarked;
