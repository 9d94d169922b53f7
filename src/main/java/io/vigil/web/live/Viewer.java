package io.vigil.web.live;

import java.util.function.BooleanSupplier;

/**
 * Who looks at a screen.
 *
 * @param role on the wire
 * @param admitted false once signed out; asked on the hub's loop each second, must not block
 */
public record Viewer(String user, String role, BooleanSupplier admitted) {}
