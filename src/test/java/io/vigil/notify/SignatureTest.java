package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The worked example that libraries for Standard Webhooks test themselves with. */
    @Test
    void thePublishedExampleIsSignedAsPublished() {
        Signature signature = Signature.with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aPlainTextIsTheKeyByItsBytes() {
        String plain = "sixteen signs or more";
        String encoded = "whsec_" + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));

        assertThat(Signature.with(plain).of("a", 1, "b"))
                .isEqualTo(Signature.with(encoded).of("a", 1, "b"));
    }

    @Test
    void idTimeAndBodyAreAllSigned() {
        Signature signature = Signature.with("sixteen signs or more");
        String signed = signature.of("id", 1, "body");

        assertThat(signature.of("other", 1, "body")).isNotEqualTo(signed);
        assertThat(signature.of("id", 2, "body")).isNotEqualTo(signed);
        assertThat(signature.of("id", 1, "bodY")).isNotEqualTo(signed);
    }

    @Test
    void whatIsNoBase64IsRefused() {
        assertThatThrownBy(() -> Signature.with("whsec_!")).isInstanceOf(IllegalArgumentException.class);
    }
}
