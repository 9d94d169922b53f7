package io.vigil.session;

/**
 * @param id short and stable; stands in MQTT topics and FHIR identifiers
 * @param simulated true for demo and test installations: every chart entry is marked so and no live EHR is fed
 */
public record Site(String id, boolean simulated) {}
