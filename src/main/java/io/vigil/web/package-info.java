/** REST, live hub, sign-in and the station's pages. Alone knows vertx-web. */
@NullMarked
package io.vigil.web;

import org.jspecify.annotations.NullMarked;
