package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.config.ConfigReader;
import io.vigil.config.Listen;
import io.vigil.config.Outcome;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Line;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import io.vigil.device.serial.ListedPort;
import io.vigil.session.Site;
import io.vigil.session.port.DraftDesk.Device;
import io.vigil.session.port.DraftDesk.Draft;
import io.vigil.session.port.DraftDesk.Wanted;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDraftTest {
    private static final ConfigReader READER = new ConfigReader(
            Map.of(), Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet()));
    private static final List<ListedPort> PORTS = List.of(
            ListedPort.of("/dev/pts/7"),
            new ListedPort("/dev/ttyUSB0", "FT232R", 0x0403, 0x6001, "A1"),
            new ListedPort("/dev/ttyUSB1", "CH340", 0x1a86, 0x7523, ""),
            new ListedPort("/dev/ttyUSB2", "CH340", 0x1a86, 0x7523, ""));

    private static Draft draft(VigilConfig present, Wanted wanted) {
        SerialDesk ports = new SerialDesk(
                () -> PORTS,
                port -> Optional.empty(),
                (path, follower) -> {
                    throw new AssertionError("a draft opens no port");
                },
                1);
        return new ConfigDraft(present, ports, READER, "vigil.jar").draft(wanted);
    }

    private static Draft draft(Wanted wanted) {
        return draft(VigilConfig.embedded(), wanted);
    }

    private static VigilConfig read(Draft draft) {
        assertThat(draft.faults()).as(draft.text()).isEmpty();
        Outcome<VigilConfig> outcome = READER.read(draft.file(), draft.text(), Path.of(""));
        return ((Outcome.Read<VigilConfig>) outcome).value();
    }

    @Test
    void whatWasDescribedIsWhatIsRead() {
        VigilConfig read = read(draft(new Wanted(
                "clinic-north",
                List.of("1", "2", "Window"),
                List.of(
                        new Device("ox-1", "nonin-df8", "1", "/dev/ttyUSB0"),
                        new Device("cuff-1", "suntech-advantage", "", "/dev/ttyUSB1"),
                        new Device("ox-2", "masimo-ascii1", "2", "/dev/pts/7")))));
        assertThat(read.site().id()).isEqualTo("clinic-north");
        assertThat(read.site().simulated()).isFalse();
        assertThat(read.chairs()).containsExactly("1", "2", "Window");
        assertThat(read.data()).isEqualTo(VigilConfig.embedded().data().toAbsolutePath());
        assertThat(read.devices()).extracting(VigilConfig.Device::id).containsExactly("ox-1", "cuff-1", "ox-2");
        assertThat(read.devices().get(0).chair()).contains("1");
        assertThat(read.devices().get(0).line())
                .isInstanceOfSatisfying(
                        Line.UsbAdapter.class,
                        usb -> assertThat(usb.vendor() + usb.product() + usb.serial())
                                .isEqualTo("04036001A1"));
        assertThat(read.devices().get(1).chair()).isEmpty();
        // Two of one kind without serial numbers are told apart by where they are plugged in.
        assertThat(read.devices().get(1).line())
                .isInstanceOfSatisfying(
                        Line.SerialPort.class, port -> assertThat(port.path()).isEqualTo("/dev/ttyUSB1"));
        assertThat(read.devices().get(2).line())
                .isInstanceOfSatisfying(
                        Line.SerialPort.class, port -> assertThat(port.path()).isEqualTo("/dev/pts/7"));
    }

    @Test
    void aStationWithoutDevicesIsOneToo() {
        Draft draft = draft(new Wanted("north", List.of(), List.of()));
        assertThat(read(draft).devices()).isEmpty();
        assertThat(draft.check()).isEqualTo("java -jar vigil.jar check --config vigil.yaml");
        assertThat(draft.run()).isEqualTo("java -jar vigil.jar run --config vigil.yaml");
        assertThat(draft.text()).contains("#   " + draft.run());
        assertThat(draft.startedWith()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true", "null", "12", "a: b", "x # y", "\"q\"", "{a}", "- a", "*a", "${HOME}", "ñandú", "a\\nb", "none"
            })
    void whatAPersonWritesStaysOneWord(String odd) {
        Draft draft = draft(new Wanted("north", List.of(odd), List.of()));
        if (odd.startsWith("$")) {
            assertThat(draft.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.message()).contains("HOME"));
        } else {
            assertThat(read(draft).chairs()).containsExactly(odd);
        }
    }

    @Test
    void whatCheckWouldSayIsSaidWithItsPlace() {
        Draft draft = draft(new Wanted(
                "clinic north",
                List.of("1"),
                List.of(
                        new Device("ox-1", "nonin-df9", "1", "/dev/ttyUSB0"),
                        new Device("ox-1", "nonin-df8", "2", "/dev/ttyUSB1"))));
        List<String> lines = draft.text().lines().toList();
        assertThat(draft.faults()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(draft.faults().get(0).message()).contains("clinic north");
        assertThat(lines.get(draft.faults().get(0).line() - 1)).contains("clinic north");
        assertThat(draft.faults()).anySatisfy(fault -> {
            assertThat(fault.message()).contains("nonin-df9", "did you mean");
            assertThat(lines.get(fault.line() - 1).substring(fault.column() - 1))
                    .startsWith("nonin-df9");
        });
    }

    @Test
    void whereItListensAndThatItIsSimulatedStays() {
        VigilConfig bare = VigilConfig.embedded();
        VigilConfig present = new VigilConfig(
                new Site("demo", true),
                bare.data(),
                new VigilConfig.Http(
                        bare.http().place(), new Listen("127.0.0.1", 8099), Optional.empty(), false, List.of()),
                new VigilConfig.Mqtt(
                        new VigilConfig.Embedded(
                                bare.http().place(),
                                true,
                                new Listen("127.0.0.1", 1899),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()),
                        List.of()),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        VigilConfig read = read(draft(present, new Wanted("demo", List.of("1"), List.of())));
        assertThat(read.http().listen().port()).isEqualTo(8099);
        assertThat(read.mqtt().embedded().listen().port()).isEqualTo(1899);
        assertThat(read.site().simulated()).isTrue();
    }
}
