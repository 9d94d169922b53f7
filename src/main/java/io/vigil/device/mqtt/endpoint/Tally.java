package io.vigil.device.mqtt.endpoint;

import java.util.concurrent.atomic.LongAdder;

/** The endpoint's counters. Any thread. */
final class Tally {
    final LongAdder messages = new LongAdder();
    final LongAdder refusedConnects = new LongAdder();
    final LongAdder forbidden = new LongAdder();
    final LongAdder floods = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder secondClients = new LongAdder();
    final LongAdder slowSubscribers = new LongAdder();
    final LongAdder unacknowledged = new LongAdder();
    final LongAdder dropped = new LongAdder();
}
