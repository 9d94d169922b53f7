package io.vigil.device;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a campaign measured, told with its spread. One thread. */
public final class Times {
    private final String what;
    private final List<Long> millis = new ArrayList<>();

    public Times(String what) {
        this.what = what;
    }

    public void add(long tookMillis) {
        millis.add(tookMillis);
    }

    public long worst() {
        return Collections.max(millis);
    }

    @Override
    public String toString() {
        List<Long> sorted = millis.stream().sorted().toList();
        return what + ": " + sorted.size() + " times, median " + at(sorted, 50) + " ms, p95 " + at(sorted, 95)
                + " ms, worst " + sorted.get(sorted.size() - 1) + " ms";
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
