package io.vigil.alarm;

import java.util.ArrayList;
import java.util.List;

/** A story through the engine, second by second. */
final class StoryRun {
    private final Story story;
    private AlarmEngine engine;
    private List<String> events = new ArrayList<>();

    StoryRun(Story story) {
        this(story, new AlarmEngine(story.rules(), story.phase(), 0, Picture.AGES));
        engine.baseline(story.baseline());
        story.dosed().ifPresent(at -> engine.dose(at * 1_000L));
    }

    private StoryRun(Story story, AlarmEngine engine) {
        this.story = story;
        this.engine = engine;
    }

    StoryRun copy() {
        return new StoryRun(story, engine.copy());
    }

    /** A copy by way of a snapshot instead of {@link AlarmEngine#copy}. */
    StoryRun keptAndRead() {
        return new StoryRun(story, again(engine));
    }

    private AlarmEngine again(AlarmEngine kept) {
        var tape = new Tape();
        kept.walk(tape);
        var fresh = new AlarmEngine(story.rules(), "a", 0, Picture.AGES);
        fresh.walk(tape.rewound());
        if (!tape.atEnd()) {
            throw new IllegalStateException("a state is read as long as it was written");
        }
        return fresh;
    }

    AlarmEngine engine() {
        return engine;
    }

    String second(int t) {
        events = new ArrayList<>();
        long now = t * 1_000L;
        engine.begin(now);
        story.actsAt(t).forEach(act -> act(act, now));
        for (Story.Told told : story.toldAt(t)) {
            engine.reading(told.metric(), told.value(), told.quality(), told.measured() * 1_000L, now);
        }
        engine.evaluate(now, true, this::hear);
        return Picture.of(
                events,
                story.rules(),
                engine.panel()::condition,
                engine.panel().sounding(now),
                metric -> engine.panel().display(metric, now),
                rule -> engine.panel().limitInForce(rule.id()));
    }

    private void act(Story.Act act, long now) {
        long millis = (long) act.number() * 1_000;
        switch (act.what()) {
            case "ack" -> engine.acknowledge(act.alarm(), now, this::hear);
            case "ack*" -> engine.acknowledgeAll(now, this::hear);
            case "phase" -> engine.phase(act.alarm(), now);
            case "dose" -> engine.dose(now);
            case "baseline" -> engine.baseline(act.values());
            case "set_limit" -> {
                var change = engine.setLimit(act.alarm(), act.number(), now);
                if (change.verdict() != AlarmEngine.Verdict.IGNORED) {
                    events.add("limit " + change.before() + " "
                            + change.verdict().name().toLowerCase());
                }
            }
            case "audio_pause" -> engine.audioPause(millis, now);
            case "standby" ->
                events.add("standby "
                        + engine.standby(millis, now, this::hear).name().toLowerCase());
            case "resume" -> engine.resume(now);
            case "nibp_start" -> engine.nibpStart(act.number() > 0, now);
            case "nibp_end" -> engine.nibpEnd(now);
            case "restart" -> engine = again(engine);
            default -> throw new IllegalStateException(act.what());
        }
    }

    private void hear(AlarmEvent event) {
        String more = switch (event.kind()) {
            case RAISED -> " " + event.priority().wire();
            case ESCALATED -> " " + event.level();
            default -> "";
        };
        events.add(event.kind().wire() + " " + event.alarm() + more);
    }
}
