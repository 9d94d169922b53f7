package io.vigil.session.preview;

import io.vigil.alarm.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much of one priority there was.
 *
 * @param perHour alarms raised in an hour of monitoring; NaN where there was no time
 * @param inAlarmMillis during which at least one alarm of the priority was raised and had not ended
 * @param medianMillis from raised to ended, of those that ended; NaN without any
 * @param longestMillis the longest of these; NaN without any
 * @param standing how many had not ended at the end
 */
public record Tally(
        int alarms, double perHour, long inAlarmMillis, double medianMillis, double longestMillis, int standing) {
    private static final double HOUR = 3_600_000;

    /** @param sessions over how many sessions the time ran; @param endMillis of all of them */
    public static Tally of(List<Occurrence> all, Priority priority, long startMillis, long endMillis, int sessions) {
        List<Occurrence> own =
                all.stream().filter(one -> one.priority() == priority).toList();
        double[] clear = own.stream()
                .filter(one -> !one.stands())
                .mapToDouble(one -> one.endedMillis() - one.raisedMillis())
                .sorted()
                .toArray();
        double hours = (endMillis - startMillis) / HOUR * sessions;
        return new Tally(
                own.size(),
                hours > 0 ? own.size() / hours : Double.NaN,
                inAlarm(own, endMillis),
                median(clear),
                clear.length == 0 ? Double.NaN : clear[clear.length - 1],
                own.size() - clear.length);
    }

    private static double median(double[] sorted) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The time two alarms stood together counts once; that of two sessions twice. */
    private static long inAlarm(List<Occurrence> own, long endMillis) {
        var sorted = new ArrayList<>(own);
        sorted.sort(Comparator.comparing(Occurrence::session).thenComparingLong(Occurrence::raisedMillis));
        long sum = 0;
        String session = "";
        long until = Long.MIN_VALUE;
        for (Occurrence one : sorted) {
            until = one.session().equals(session) ? until : Long.MIN_VALUE;
            session = one.session();
            long end = Math.min(one.endedMillis(), endMillis);
            sum += Math.max(0, end - Math.max(until, one.raisedMillis()));
            until = Math.max(until, end);
        }
        return sum;
    }
}
