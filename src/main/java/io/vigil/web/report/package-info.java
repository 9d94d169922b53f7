/** One session on paper: the flowsheet and the full record, the same content as JSON for the page and as PDF. */
@NullMarked
package io.vigil.web.report;

import org.jspecify.annotations.NullMarked;
