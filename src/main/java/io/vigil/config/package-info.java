/** The configuration file, with {@code file:line:col} problems, to values of device, session and alarm. */
@NullMarked
package io.vigil.config;

import org.jspecify.annotations.NullMarked;
