package io.vigil.session;

import io.vigil.alarm.StateWalk;
import java.util.LinkedHashSet;
import java.util.Set;

/** The last few strings seen, so that a repetition has no second effect. Bounded; one thread. */
final class Recent {
    private final int most;
    private final Set<String> seen = new LinkedHashSet<>();

    Recent(int most) {
        this.most = most;
    }

    boolean contains(String text) {
        return seen.contains(text);
    }

    void add(String text) {
        if (seen.add(text) && seen.size() > most) {
            var oldest = seen.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    Recent walked(StateWalk walk) {
        walk.all(seen, walk::text);
        return this;
    }
}
