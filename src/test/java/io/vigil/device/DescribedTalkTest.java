package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a description says to its device, on a clock of the test's own. */
class DescribedTalkTest {
    private static final String TALK = Invented.SERIAL + """
            talk:
              on_connect:
                - {hex: '02 70 03', expect_hex: '06', refused_hex: '15', within_ms: 500, tries: 2, why: choose the format}
                - {text: 'HELLO', why: greet}
              poll:
                - {text: P, every_s: 5, why: ask for numbers}
              keep_alive: {hex: '7D 81 00', checksum: {kind: sum8}, every_s: 2, why: keep-alive}
              after:
                finished: {text: "\\x0218;;00\\x03", checksum: {kind: sum8, as: hex, at: -3, from: 1, to: -3}, why: ask}
              start: {text: GO, hazardous: true, expect: K, refused: N, why: start a measurement}
              abort: {text: STOP, why: end it}
            records: [{matching: done, ignore: finished}]
            examples: [{input: done, expect: [ignored finished]}]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<CuffAnswer> answers = new ArrayList<>();

    @Test
    void greetingsWaitForTheirAnswerAndAreSaidAgain() {
        Talk talk = talk();
        talk.opened(0, this::say);
        assertThat(said).containsExactly("027003");
        talk.tick(499, this::say);
        assertThat(said).hasSize(1);
        talk.tick(500, this::say);
        assertThat(said).containsExactly("027003", "027003");
        talk.heard(new byte[] {1, 6}, 0, 2, 600, this::say);
        assertThat(said.subList(2, said.size())).containsExactly(hex("HELLO"), hex("P"), "7D81FE");
    }

    @Test
    void withoutAnAnswerItGoesOn() {
        Talk talk = talk();
        talk.opened(0, this::say);
        talk.tick(500, this::say);
        talk.tick(1000, this::say);
        assertThat(said).contains(hex("HELLO"), hex("P"));
    }

    @Test
    void pollsAndKeepAlivesComeAtTheirInterval() {
        Talk talk = greeted();
        for (long now = 100; now <= 10_000; now += 100) {
            talk.tick(now, this::say);
        }
        assertThat(said.stream().filter(hex("P")::equals)).hasSize(2);
        assertThat(said.stream().filter("7D81FE"::equals)).hasSize(5);
    }

    @Test
    void aRecordIsAnsweredWithTheSumFilledIn() {
        Talk talk = greeted();
        talk.understood(new Decoded.Ignored(0, 3, "finished"), 10, this::say);
        talk.understood(new Decoded.Ignored(0, 3, "another"), 10, this::say);
        assertThat(said).containsExactly(hex("\u000218;;DF\u0003"));
    }

    @Test
    void onlyARequestIsHazardousAndItIsAnsweredOnce() {
        Talk talk = greeted();
        assertThat(talk.startable()).isTrue();
        List<Command> commands = new ArrayList<>();
        talk.request(CuffRequest.START, 100, commands::add, answers::add);
        assertThat(commands).singleElement().isInstanceOf(Command.Hazardous.class);
        talk.request(CuffRequest.START, 110, commands::add, answers::add);
        assertThat(answers).singleElement().isInstanceOf(CuffAnswer.Refused.class);
        talk.heard(new byte[] {'K'}, 0, 1, 200, this::say);
        assertThat(answers).hasSize(2).last().isInstanceOf(CuffAnswer.Accepted.class);
        talk.heard(new byte[] {'K'}, 0, 1, 210, this::say);
        assertThat(answers).hasSize(2);
        talk.request(CuffRequest.ABORT, 300, commands::add, answers::add);
        assertThat(commands).last().isInstanceOf(Command.Harmless.class);
        assertThat(answers).last().isInstanceOf(CuffAnswer.Accepted.class);
    }

    @Test
    void aStartWithoutAnAnswerIsToldToStop() {
        Talk talk = greeted();
        talk.request(CuffRequest.START, 0, command -> {}, answers::add);
        talk.tick(1000, this::say);
        assertThat(said).contains(hex("STOP"));
        assertThat(answers).singleElement().isInstanceOf(CuffAnswer.Refused.class);
    }

    @Test
    void aLostLineRefusesAndNothingIsResumed() {
        Talk talk = greeted();
        talk.request(CuffRequest.START, 0, command -> {}, answers::add);
        talk.lost();
        assertThat(answers).singleElement().isInstanceOf(CuffAnswer.Refused.class);
        talk.opened(5000, this::say);
        talk.heard(new byte[] {6}, 0, 1, 5001, this::say);
        assertThat(said).doesNotContain(hex("GO"));
        assertThat(new Invented(folder)
                        .type(TALK.replaceAll("(?m)^ *start:.*\n", ""))
                        .newTalk()
                        .startable())
                .isFalse();
    }

    @Test
    void whatIsDangerousStandsWhereItIsSeen() {
        Invented devices = new Invented(folder);
        assertThat(devices.problems(TALK.replace("every_s: 5,", "every_s: 5, hazardous: true,")))
                .anyMatch(problem -> problem.contains("stands under 'start' alone"));
        assertThat(devices.problems(TALK.replace("hazardous: true, ", "")))
                .anyMatch(problem -> problem.contains("write 'hazardous: true'"));
        assertThat(devices.problems(TALK.replaceAll("(?m)^ *abort:.*\n", "")))
                .anyMatch(problem -> problem.contains("give 'abort'"));
    }

    private Talk greeted() {
        Talk talk = talk();
        talk.opened(0, this::say);
        talk.heard(new byte[] {6}, 0, 1, 0, this::say);
        talk.tick(0, this::say);
        said.clear();
        return talk;
    }

    private Talk talk() {
        return new Invented(folder).type(TALK).newTalk();
    }

    private void say(Command command) {
        said.add(HexFormat.of().withUpperCase().formatHex(command.bytes()));
    }

    private static String hex(String text) {
        return HexFormat.of().withUpperCase().formatHex(Streams.ascii(text));
    }
}
