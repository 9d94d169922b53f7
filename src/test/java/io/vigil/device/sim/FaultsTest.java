package io.vigil.device.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Script COURSE = new ScriptedCourse(2);

    @Test
    void everyTypeHasASimulator() {
        TreeSet<String> known = new TreeSet<>();
        Catalogue.builtIn().all().stream().map(DeviceType::id).forEach(known::add);
        assertThat(new TreeSet<>(Simulators.types())).isEqualTo(known);
    }

    @Test
    void aFaultLastsAsLongAsSaid() {
        Faults faults = Faults.parse(List.of("finger-out=5+3", "finger-out=60", "frozen"));
        assertThat(faults.on(Fault.FINGER_OUT, 4_999)).isFalse();
        assertThat(faults.on(Fault.FINGER_OUT, 5_000)).isTrue();
        assertThat(faults.on(Fault.FINGER_OUT, 8_000)).isFalse();
        assertThat(faults.on(Fault.FINGER_OUT, 79_999)).isTrue();
        assertThat(faults.over(COURSE).at(6_000).sensorOff()).isTrue();
        assertThat(faults.over(COURSE).at(9_000).sensorOff()).isFalse();
        assertThat(faults.over(COURSE).at(29_000).pr())
                .isEqualTo(COURSE.at(10_000).pr());
    }

    @Test
    void aFrozenDeviceDoesNotMeasureAgain() {
        Faults faults = Faults.parse(List.of("frozen=40+30"));
        assertThat(faults.over(COURSE).at(40_000).cuff()).isTrue();
        assertThat(faults.over(COURSE).at(41_000).cuff()).isFalse();
    }

    @Test
    void damageIsAboutOneByteInFifty() {
        byte[] zeros = new byte[100_000];
        Faults noise = Faults.parse(List.of("noise=0+1"));
        int changed = 0;
        for (byte octet : noise.damaged(zeros, 0, new Random(1))) {
            changed += octet == 0 ? 0 : 1;
        }
        assertThat(changed).isBetween(1_700, 2_300);
        Faults dropped = Faults.parse(List.of("dropped=0+1"));
        assertThat(dropped.damaged(zeros, 0, new Random(1)).length).isBetween(97_700, 98_300);
        assertThat(dropped.damaged(zeros, 1_000, new Random(1))).isSameAs(zeros);
    }

    @Test
    void anUnknownFaultIsNamedWithThoseThereAre() {
        assertThatThrownBy(() -> Faults.parse(List.of("fingerout"))).hasMessageContaining("finger-out");
        assertThatThrownBy(() -> Faults.parse(List.of("noise=x"))).hasMessageContaining("NAME[=FROM");
    }
}
