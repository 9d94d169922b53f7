package io.vigil.config;

import io.vigil.session.Action;
import io.vigil.vital.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole session under each shipped protocol, as a nurse would tell it; every alarm that sounds is in the story. */
class RouteStoriesTest {
    @Test
    void anInfusionWithARiseInPressureAndAShortDesaturation() {
        Chair.under("iv-40min")
                .oximeter(98, 70)
                .at("01:00")
                .cuff(124, 78)
                .baseline(124, 78)
                .doseIsFree()
                .at("15:00")
                .cuff(122, 76)
                .enters("dosing")
                .dose("iv", 35, "start")
                .at("25:00")
                .cuff(150, 88)
                .silence()
                // 168 is above 160, and 44 above the baseline. It is to be repeated in three minutes.
                .at("35:00")
                .cuff(168, 96)
                .at("38:00")
                .heard("35:00 sbp.high.warn raised", "35:00 sbp.delta.high raised")
                // 158 is no longer 40 above the baseline, but not yet 5 below 160.
                .cuff(158, 90)
                .at("41:00")
                .heard("38:00 sbp.delta.high cleared")
                .cuff(150, 86)
                .at("45:00")
                .heard("41:00 sbp.high.warn cleared")
                // The patient holds his breath.
                .oximeter(86, 74)
                .at("45:12")
                .acks("spo2.low.crit")
                .at("45:20")
                .oximeter(95, 74)
                .at("50:00")
                .heard(
                        "45:05 spo2.low.crit raised",
                        "45:12 spo2.low.crit acknowledged",
                        "45:15 spo2.low.warn raised",
                        "45:25 spo2.low.crit cleared",
                        "45:25 spo2.low.warn cleared")
                .cuff(140, 84)
                .at("55:00")
                .dose("iv", 0, "stop")
                .enters("recovery")
                .cuff(132, 82)
                .at("70:00")
                .cuff(128, 80)
                .at("85:00")
                .cuff(126, 78)
                .at("100:00")
                .cuff(126, 78)
                .mayNotLeave("observ", "Aldrete", "ride")
                // The next reading is forgotten: due at 115, and two minutes later it is overdue.
                .at("117:30")
                .heard("117:00 tech.nibp.overdue raised")
                .cuff(124, 78)
                .does(new Action.Assess(9, 5, true, null))
                .at("118:00")
                .heard("117:30 tech.nibp.overdue cleared")
                .mayLeave()
                .does(new Action.Discharge(null))
                .silence();
    }

    @Test
    void anInjectionWithAProbeThatFallsOffAndAWalkToTheBathroom() {
        Chair.under("im")
                .oximeter(97, 80)
                .at("02:00")
                .cuff(118, 74)
                .baseline(118, 74)
                .at("15:00")
                .enters("dosing")
                .dose("im", 60, "given")
                .cuff(120, 76)
                .at("20:00")
                .enters("peak")
                .cuff(130, 80)
                // The probe falls off and nobody sees it for a minute and a half.
                .at("28:00")
                .silence()
                .probeOff()
                .at("29:30")
                .heard("28:05 tech.spo2.sensor_off raised", "29:05 tech.spo2.sensor_off escalated 1")
                .oximeter(97, 84)
                .at("30:00")
                .heard("29:30 tech.spo2.sensor_off cleared")
                .cuff(134, 82)
                // A second dose moves the clock of the observation.
                .dose("im", 20, "given")
                .at("40:00")
                .cuff(132, 80)
                .at("50:00")
                .cuff(128, 78)
                .at("60:00")
                .cuff(126, 78)
                .enters("recovery")
                .at("75:00")
                .cuff(122, 76)
                .at("90:00")
                .cuff(120, 76)
                .silence()
                // To the bathroom without the oximeter; back after four minutes of ten.
                .does(new Action.Standby(600_000))
                .oximeterSilent()
                .at("94:00")
                .silence()
                .does(new Action.Resume())
                // Back in the chair, but the oximeter stays in the nurse's pocket: its silence counts from here.
                .at("94:30")
                .heard("94:10 tech.spo2.stale raised")
                .oximeter(97, 82)
                .at("105:00")
                .heard("94:30 tech.spo2.stale cleared")
                .cuff(118, 76)
                .does(new Action.Assess(10, 5, true, null))
                .mayNotLeave("observ")
                .at("120:00")
                .cuff(118, 76)
                .at("120:01")
                .mayLeave()
                .silence();
    }

    @Test
    void esketamineWithTheReadingAtFortyMinutesForgotten() {
        Chair.under("in-esketamine-rems")
                .oximeter(98, 72)
                .at("05:00")
                .cuff(126, 80)
                .baseline(126, 80)
                .at("15:00")
                .cuff(126, 80)
                .enters("dosing")
                .dose("in", 56, "given")
                .at("25:00")
                .enters("peak")
                // The label asks for a pressure 40 minutes after the dose, at 55:00; five minutes late it is missed.
                .at("61:00")
                .heard("60:00 check.bp.40min raised")
                // 168 is 42 above the baseline, and above 160.
                .cuff(168, 92)
                .at("64:00")
                .heard("61:00 check.bp.40min cleared", "61:00 sbp.high.warn raised", "61:00 sbp.delta.high raised")
                .cuff(150, 88)
                .at("67:00")
                .heard("64:00 sbp.high.warn cleared", "64:00 sbp.delta.high cleared")
                .cuff(144, 84)
                .at("75:00")
                .enters("recovery")
                .cuff(140, 84)
                .at("105:00")
                .cuff(132, 82)
                .does(new Action.Assess(9, 5, true, List.of("sedation", "dissociation", "respiratory_depression")))
                // A second device would not start the two hours anew: they count from the first.
                .mayNotLeave("observ")
                .at("134:59")
                .cuff(128, 80)
                .mayNotLeave("observ")
                .at("135:00")
                .mayLeave()
                .silence();
    }

    @Test
    void aLozengeHeldByPressureAndAPulseCountedTwice() {
        Chair.under("oral-sl")
                .oximeter(97, 88)
                .at("02:00")
                .cuff(152, 94)
                .at("05:00")
                .heard("02:00 predose.sbp.hold raised", "02:00 predose.dbp.hold raised")
                .doseIsHeld("152")
                // After a rest it is lower, twice.
                .cuff(136, 86)
                .at("08:00")
                .heard("05:00 predose.sbp.hold cleared", "05:00 predose.dbp.hold cleared")
                .cuff(134, 84)
                .baseline(134, 84)
                .doseIsFree()
                .at("15:00")
                .enters("dosing")
                .dose("oral", 100, "given")
                .pulseComesFrom(Metric.PR)
                // A belt is put on: its heart rate is the pulse from now on.
                .at("20:00")
                .wearsBelt(90)
                .at("20:05")
                .pulseComesFrom(Metric.HR)
                // Both count a fast heart; one alarm is enough.
                .at("30:00")
                .oximeter(97, 128)
                .belt(130)
                .at("31:00")
                .oximeter(97, 96)
                .belt(98)
                .at("32:00")
                .heard(
                        "30:00 pr.rate.rise raised",
                        "31:00 pr.rate.rise cleared",
                        // The belt's message of that second comes after the oximeter's, which has just ended its alarm.
                        "31:00 hr.rate.rise raised",
                        "31:00 hr.rate.rise cleared",
                        "30:30 pr.high.warn raised",
                        "31:10 pr.high.warn cleared")
                // Cold hands: the oximeter loses every third beat. The belt does not, and a low alarm says so.
                .oximeter(97, 66)
                .at("33:00")
                .heard("32:30 tech.pulse.differ raised")
                .oximeter(97, 95)
                .at("35:00")
                .heard("33:10 tech.pulse.differ cleared")
                .enters("peak")
                .cuff(140, 86)
                .at("65:00")
                .cuff(138, 84)
                .at("95:00")
                .enters("recovery")
                .cuff(136, 84)
                .at("125:00")
                .cuff(134, 84)
                .does(new Action.Assess(10, 5, true, null))
                .mayNotLeave("observ")
                .at("135:01")
                .mayLeave()
                .silence();
    }
}
