/** Who is asking: passwords, sign-ins, API tokens, roles. Knows no HTTP. */
@NullMarked
package io.vigil.web.signin;

import org.jspecify.annotations.NullMarked;
