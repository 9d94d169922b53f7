/** The language of {@code device.yaml}: what a text or a message of a device means, without code. Knows no bytes and no links. */
@NullMarked
package io.vigil.device.description;

import org.jspecify.annotations.NullMarked;
