package io.vigil.fhir.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Date;

/** The signed statement "I am this client", good once and for {@link #LIVES_MILLIS}. */
final class Assertion {
    /** SMART allows five minutes; one is left for clocks that differ. */
    static final long LIVES_MILLIS = 240_000;

    private Assertion() {}

    /**
     * @param tokenUrl the audience, as the EHR writes it
     * @param unique used in no other assertion
     */
    static String signed(JWK key, String clientId, URI tokenUrl, String unique, long nowMillis) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(
                        JWSAlgorithm.parse(key.getAlgorithm().getName()))
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience(tokenUrl.toString())
                .jwtID(unique)
                .issueTime(new Date(nowMillis))
                .expirationTime(new Date(nowMillis + LIVES_MILLIS))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key);
        jwt.sign(signer);
        return jwt.serialize();
    }
}
