/** What goes over the wire as JSON: sessions, devices, logs out; request bodies in, checked field by field. */
@NullMarked
package io.vigil.web.json;

import org.jspecify.annotations.NullMarked;
