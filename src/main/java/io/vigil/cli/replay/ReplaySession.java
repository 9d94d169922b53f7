package io.vigil.cli.replay;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.alarm.AlarmEngine.LimitChange;
import io.vigil.alarm.AlarmEngine.Verdict;
import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Rule;
import io.vigil.config.scenario.Deed;
import io.vigil.config.scenario.Lived;
import io.vigil.config.scenario.Scenario;
import io.vigil.config.scenario.Scenario.Sample;
import io.vigil.config.scenario.Scenario.Snapshot;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One session of a scenario: its engine, and the lines that come of it. */
final class ReplaySession {
    private static final String EVERY_ALARM = "*";

    private final String name;
    private final ReplayHeard lines;
    private final Lived lived;
    private final List<Rule> rules;
    private final Map<Metric, DisplayTimes> display;
    private AlarmEngine engine;

    /** @param name as printed; empty where the scenario has only one session */
    ReplaySession(Scenario scenario, Scenario.Session start, List<Rule> rules, String name, ReplayHeard lines) {
        this.name = name;
        this.lines = lines;
        display = scenario.display();
        lived = scenario.lived();
        var all = new ArrayList<>(rules);
        all.addAll(lived.ownRules());
        this.rules = rules;
        engine = new AlarmEngine(all, start.phase(), 0, DisplayTimes.DEFAULT);
        engine.baseline(start.baseline());
        if (start.doseMillis() != Scenario.Session.NO_DOSE) {
            engine.dose(start.doseMillis());
        }
    }

    /** Rules about missing data run for what the worn devices offer and for what is required. */
    void offer(Lived.Offer offer, long now) {
        for (Rule rule : rules) {
            engine.enable(rule.id(), lived.watches(rule, offer.metrics()), now, this::print);
        }
    }

    void turn(Lived.Switch one, long now) {
        if (engine.panel().has(one.alarm())) {
            engine.enable(one.alarm(), one.on(), now, this::print);
        }
    }

    void begin(long now) {
        engine.begin(now);
    }

    void evaluate(long now, boolean tick) {
        engine.evaluate(now, tick, this::print);
    }

    void sample(Sample sample) {
        engine.reading(
                sample.metric(), sample.value(), sample.quality(), sample.measuredMillis(), sample.arrivedMillis());
    }

    void act(Deed deed, long now) {
        if (deed instanceof Deed.Acknowledge ack) {
            acknowledge(ack.alarm(), now);
        } else if (deed instanceof Deed.EnterPhase move) {
            engine.phase(move.phase(), move.sinceMillis() == Deed.EnterPhase.NOW ? now : move.sinceMillis());
        } else if (deed instanceof Deed.GiveDose) {
            engine.dose(now);
        } else if (deed instanceof Deed.TakeBackDose back) {
            takeBackDose(back.firstMillis());
        } else if (deed instanceof Deed.PauseAudio audio) {
            engine.audioPause(audio.durationMillis(), now);
        } else if (deed instanceof Deed.Resume) {
            engine.resume(now);
        } else if (deed instanceof Deed.StartCuff cuff) {
            engine.nibpStart(cuff.sameLimb(), now);
        } else if (deed instanceof Deed.EndCuff) {
            engine.nibpEnd(now);
        } else if (deed instanceof Deed.Restart) {
            engine = engine.copy();
        } else {
            audited(deed, now);
        }
    }

    private void takeBackDose(long firstMillis) {
        if (firstMillis == Deed.TakeBackDose.NONE_LEFT) {
            engine.noDose();
        } else {
            engine.doseWas(firstMillis);
        }
    }

    private void acknowledge(String alarm, long now) {
        if (alarm.equals(EVERY_ALARM)) {
            engine.acknowledgeAll(now, this::print);
        } else {
            engine.acknowledge(alarm, now, this::print);
        }
    }

    private void audited(Deed deed, long now) {
        if (deed instanceof Deed.ConfirmBaseline confirmed) {
            engine.baseline(confirmed.values());
            lines.audit(now, "baseline", confirmed.by(), json -> ReplayLines.values(json, confirmed.values()));
        } else if (deed instanceof Deed.SetLimit wanted) {
            setLimit(wanted, now);
        } else if (deed instanceof Deed.StandBy wanted) {
            Verdict verdict = engine.standby(wanted.durationMillis(), now, this::print);
            lines.audit(now, "standby", wanted.by(), json -> json.writeStringField("result", wire(verdict)));
        } else {
            throw new IllegalStateException("nobody does " + deed);
        }
    }

    private void setLimit(Deed.SetLimit wanted, long now) {
        LimitChange change = engine.setLimit(wanted.alarm(), wanted.limit(), now);
        if (change.verdict() == Verdict.IGNORED) {
            return;
        }
        lines.audit(now, "set_limit", wanted.by(), json -> {
            json.writeStringField("alarm", wanted.alarm());
            ReplayLines.number(json, "from", change.before());
            ReplayLines.number(json, "to", wanted.limit());
            json.writeStringField("result", wire(change.verdict()));
        });
    }

    private static String wire(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** The keys asked for; a state of an alarm the rules do not have is left out. */
    void snapshot(Snapshot asked, long now) {
        lines.snapshot(asked.atMillis(), name, json -> {
            if (asked.sounding()) {
                json.writeStringField("sounding", engine.panel().sounding(now).wire());
            }
            if (!asked.states().isEmpty()) {
                json.writeObjectFieldStart("states");
                for (String alarm : asked.states()) {
                    if (engine.panel().has(alarm)) {
                        json.writeStringField(
                                alarm, engine.panel().condition(alarm).wire());
                    }
                }
                json.writeEndObject();
            }
            if (!asked.display().isEmpty()) {
                json.writeObjectFieldStart("display");
                for (Metric metric : asked.display()) {
                    var ages = display.getOrDefault(metric, DisplayTimes.DEFAULT);
                    json.writeStringField(
                            metric.wire(),
                            engine.panel().display(metric, now, ages).wire());
                }
                json.writeEndObject();
            }
        });
    }

    private void print(AlarmEvent event) {
        lines.event(event, name);
    }
}
