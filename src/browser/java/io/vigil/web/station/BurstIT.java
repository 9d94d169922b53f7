package io.vigil.web.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The very samples that the station plays, measured against the figures of IEC 60601-1-8. */
class BurstIT {
    private static final int RATE = 48_000;
    private static Browsers browsers;
    private static StationStub stub;
    private static StationPage station;

    /** A stretch of sound between two silences, in seconds. */
    private record Pulse(double start, double length) {}

    @BeforeAll
    static void open() throws Exception {
        browsers = new Browsers();
        stub = new StationStub();
        station = new StationPage(browsers.browser).open(stub.url());
    }

    @AfterAll
    static void close() {
        station.close();
        stub.close();
        browsers.close();
    }

    @Test
    void highIsTenPulsesInTwoGroupsOfThreeAndTwo() {
        List<Pulse> pulses = pulses("high");
        assertThat(pulses).hasSize(10);
        assertThat(pulses).allSatisfy(pulse -> assertThat(pulse.length()).isBetween(0.075, 0.2));
        double x = gap(pulses, 0);
        assertThat(x).isBetween(0.05, 0.125);
        assertThat(gap(pulses, 1)).isCloseTo(x, within(0.01));
        assertThat(gap(pulses, 2))
                .as("2x + pulse")
                .isCloseTo(2 * x + pulses.get(0).length(), within(0.03));
        assertThat(gap(pulses, 4)).as("between the groups").isBetween(0.35, 1.3);
        assertThat(every("high")).isEqualTo(7);
    }

    @Test
    void mediumIsThreeSlowerPulsesAndLowOneChime() {
        List<Pulse> pulses = pulses("medium");
        assertThat(pulses).hasSize(3);
        assertThat(pulses).allSatisfy(pulse -> assertThat(pulse.length()).isBetween(0.125, 0.25));
        assertThat(gap(pulses, 0)).isBetween(0.125, 0.25);
        assertThat(every("medium")).isEqualTo(15);
        assertThat(pulses("low")).hasSize(1);
        assertThat(every("low")).isZero();
    }

    @Test
    void everyPulseHasAFundamentalAndFourHarmonicsWithin15Decibels() {
        for (String priority : List.of("high", "medium", "low")) {
            double[] samples = samples(priority);
            double pitch = ((Number) burst(priority, "burst.pitch")).doubleValue();
            assertThat(pitch).isBetween(150.0, 1000.0);
            double strongest = 0;
            List<Double> levels = new ArrayList<>();
            for (int harmonic = 1; harmonic <= 6; harmonic++) {
                double level = magnitude(samples, pitch * harmonic, (int) (0.03 * RATE), (int) (0.06 * RATE));
                levels.add(level);
                strongest = Math.max(strongest, level);
            }
            double loudest = strongest;
            long inBand = 0;
            for (int harmonic = 2; harmonic <= 6; harmonic++) {
                double frequency = pitch * harmonic;
                if (frequency >= 300
                        && frequency <= 4000
                        && 20 * Math.log10(levels.get(harmonic - 1) / loudest) > -15) {
                    inBand++;
                }
            }
            assertThat(inBand).as(priority + " harmonics within 15 dB").isGreaterThanOrEqualTo(4);
        }
    }

    private static Object burst(String priority, String expression) {
        return station.page.evaluate("""
                async ([priority, rate]) => {
                  const { BURSTS, render } = await import("/js/sound/burst.js");
                  const burst = BURSTS[priority];
                  return %s;
                }""".formatted(expression), List.of(priority, RATE));
    }

    private static int every(String priority) {
        return ((Number) burst(priority, "burst.every")).intValue();
    }

    @SuppressWarnings("unchecked")
    private static double[] samples(String priority) {
        List<Number> samples = (List<Number>) burst(priority, "[...render(burst, rate)]");
        return samples.stream().mapToDouble(Number::doubleValue).toArray();
    }

    /** Sound is where any sample of a window of 5 ms passes a fiftieth of full scale. */
    private static List<Pulse> pulses(String priority) {
        double[] samples = samples(priority);
        int window = RATE / 200;
        List<Pulse> pulses = new ArrayList<>();
        double began = -1;
        for (int from = 0; from <= samples.length; from += window) {
            boolean loud = false;
            for (int i = from; i < Math.min(samples.length, from + window); i++) {
                loud |= Math.abs(samples[i]) > 0.02;
            }
            if (loud && began < 0) {
                began = from / (double) RATE;
            } else if (!loud && began >= 0) {
                pulses.add(new Pulse(began, from / (double) RATE - began));
                began = -1;
            }
        }
        if (began >= 0) {
            pulses.add(new Pulse(began, samples.length / (double) RATE - began));
        }
        return pulses;
    }

    private static double gap(List<Pulse> pulses, int after) {
        Pulse pulse = pulses.get(after);
        return pulses.get(after + 1).start() - pulse.start() - pulse.length();
    }

    /** Goertzel's sum at one frequency over a stretch of samples. */
    private static double magnitude(double[] samples, double frequency, int from, int length) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < length; i++) {
            double angle = 2 * Math.PI * frequency * i / RATE;
            real += samples[from + i] * Math.cos(angle);
            imaginary += samples[from + i] * Math.sin(angle);
        }
        return Math.hypot(real, imaginary) / length;
    }
}
