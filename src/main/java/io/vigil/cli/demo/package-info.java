/** The demonstration ward: simulated patients, devices that speak their true protocols, and a nurse to begin with. */
@NullMarked
package io.vigil.cli.demo;

import org.jspecify.annotations.NullMarked;
