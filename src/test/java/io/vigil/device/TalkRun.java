package io.vigil.device;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A talk on a leaping clock, with what it said. */
public final class TalkRun {
    private final Talk talk;
    private final List<Command> said = new ArrayList<>();
    public final List<CuffAnswer> answers = new ArrayList<>();
    private long now;

    public TalkRun(String type) {
        talk = Catalogue.builtIn().type(type).orElseThrow().newTalk();
    }

    public TalkRun opened() {
        talk.opened(now, said::add);
        return this;
    }

    public TalkRun lost() {
        talk.lost();
        return this;
    }

    /** With a tick each tenth of a second. */
    public TalkRun passes(long millis) {
        for (long end = now + millis; now < end; ) {
            now += Talk.TICK_MILLIS;
            talk.tick(now, said::add);
        }
        return this;
    }

    public TalkRun hears(byte... bytes) {
        talk.heard(bytes, 0, bytes.length, now, said::add);
        return this;
    }

    public TalkRun understands(Decoded decoded) {
        talk.understood(decoded, now, said::add);
        return this;
    }

    public TalkRun asks(CuffRequest request) {
        talk.request(request, now, said::add, answers::add);
        return this;
    }

    /** In hex, since the last call. */
    public List<String> said() {
        List<String> hex = said.stream()
                .map(command -> HexFormat.ofDelimiter(" ").withUpperCase().formatHex(command.bytes()))
                .toList();
        said.clear();
        return hex;
    }

    public boolean saidSomethingHazardous() {
        return said.stream().anyMatch(Command.Hazardous.class::isInstance);
    }
}
