/** The composition root: builds every room, wires them by constructors, starts and stops them in order. */
@NullMarked
package io.vigil.cli.service;

import org.jspecify.annotations.NullMarked;
