package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IdentifiersProperties {
    @Property
    void valueNeedsNoEscapeAnywhere(@ForAll String key) {
        assertThat(Identifiers.value(key)).matches("[A-Za-z0-9._:/~-]*").hasSizeLessThanOrEqualTo(160);
    }

    @Property
    void twoKeysNeverShareAValue(@ForAll String one, @ForAll String other) {
        String a = wellFormed(one);
        String b = wellFormed(other);
        Assume.that(!a.equals(b));
        assertThat(Identifiers.value(a)).isNotEqualTo(Identifiers.value(b));
    }

    @Example
    void separatorsCannotBeForged() {
        assertThat(Identifiers.value("a|b")).isEqualTo("a/b");
        assertThat(Identifiers.value("a/b")).isEqualTo("a~2fb");
        assertThat(Identifiers.value("a~2fb")).isEqualTo("a~7e2fb");
    }

    @Example
    void longKeysStayUniqueAndUnderTheIndexLimitOfServers() {
        String head = "x".repeat(300);
        assertThat(Identifiers.value(head + "1")).hasSize(156).isNotEqualTo(Identifiers.value(head + "2"));
    }

    /** Lone surrogates are no text; UTF-8 has only one replacement for all of them. */
    private static String wellFormed(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }
}
