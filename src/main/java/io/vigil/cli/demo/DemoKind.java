package io.vigil.cli.demo;

import java.util.List;

/** Which devices a demo patient wears; four kinds in turn, so that each way into the service is used. */
enum DemoKind {
    NONIN("nonin-df2", "gatt-blood-pressure"),
    MASIMO("masimo-ascii1", "gatt-blood-pressure"),
    /** One monitor with a broker of its own, heard through Vigil's own MQTT client. */
    MONITOR("vigil-json"),
    BRIDGE("vigil-json", "gatt-blood-pressure");

    private final List<String> types;

    DemoKind(String... types) {
        this.types = List.of(types);
    }

    /** @param chair from 1 */
    static DemoKind of(int chair) {
        return values()[(chair - 1) % values().length];
    }

    /** Device types, the one for the continuous metrics first. */
    List<String> types() {
        return types;
    }

    boolean serial() {
        return this == NONIN || this == MASIMO;
    }
}
