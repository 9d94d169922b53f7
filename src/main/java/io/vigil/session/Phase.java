package io.vigil.session;

/** @param nominalMinutes the usual length; 0 where there is none */
public record Phase(String id, int nominalMinutes) {}
