package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientQueryTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "berg;                  name=berg",
                "Anna Berg;             name=Anna&name=Berg",
                "Ángel;                 name=%C3%81ngel",
                "1980-02-03;            birthdate=1980-02-03",
                "Berg 1980-02-03;       name=Berg&birthdate=1980-02-03",
                "MRN-0042;              identifier=MRN-0042",
                "Patient/42a;           _id=42a",
                "1980-13-40;            identifier=1980-13-40",
                "O'Neil,Smith;          name=O%27Neil%5C%2CSmith",
                "a|b$c\\d;              name=a%5C%7Cb%5C%24c%5C%5Cd",
                "x&active=false;        name=x%26active%3Dfalse"
            })
    void eachWordNarrowsAndNothingTypedIsSyntax(String typed, String parameters) {
        assertThat(PatientQuery.of(typed, 20)).isEqualTo("Patient?_count=20&" + parameters);
    }
}
