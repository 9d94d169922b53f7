package io.vigil.device.description;

import java.util.List;

/** A YAML document that still knows where each of its parts stands. Immutable. */
sealed interface Yaml {
    Place place();

    /** @param text as written, without quotes: {@code 0403} stays {@code 0403} */
    record Scalar(Place place, String text, Kind kind) implements Yaml {
        enum Kind {
            TEXT,
            NUMBER,
            BOOLEAN,
            NOTHING
        }
    }

    /** Keys in the order written, each once. */
    record Mapping(Place place, List<Entry> entries) implements Yaml {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    record Entry(Place place, String key, Yaml value) {}

    record Sequence(Place place, List<Yaml> items) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }
    }
}
