package io.vigil.session.preview;

import java.util.ArrayList;
import java.util.List;

/**
 * What other rules would have changed. Occurrences of one alarm that stood at the same time are the same one.
 *
 * @param gone would not have alarmed
 * @param added would have alarmed and did not
 * @param moved both did, at another moment or for another time
 * @param same how many are untouched
 */
public record Difference(List<Occurrence> gone, List<Occurrence> added, List<Moved> moved, int same) {
    public record Moved(Occurrence before, Occurrence after) {}

    public static Difference between(List<Occurrence> before, List<Occurrence> after) {
        var left = new ArrayList<>(after);
        var gone = new ArrayList<Occurrence>();
        var moved = new ArrayList<Moved>();
        int same = 0;
        for (Occurrence one : before) {
            var match = left.stream().filter(one::meets).findFirst();
            match.ifPresent(left::remove);
            if (match.isEmpty()) {
                gone.add(one);
            } else if (match.get().equals(one)) {
                same++;
            } else {
                moved.add(new Moved(one, match.get()));
            }
        }
        return new Difference(List.copyOf(gone), List.copyOf(left), List.copyOf(moved), same);
    }
}
