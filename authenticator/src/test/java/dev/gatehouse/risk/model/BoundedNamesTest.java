package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.risk.model.UserAgent.DeviceType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedNamesTest {

    @Property
    void aFamilyIsTheBeginningOfItsNameWithDisallowedCharactersReplaced(@ForAll String name) {
        assertThat(BoundedNames.system(new UserAgent("any", 1, name, DeviceType.MOBILE)))
                .isEqualTo(replacedAndThenCut(name) + "/M");
    }

    /** A surrogate pair is one character of two chars, also where the name is cut within a pair. */
    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\udd12", "a\ud83d\udd12", "\ud83d", "\udd12", "ab\ud83d\udd12\ud83d"})
    void aFamilyWithSurrogatePairsIsCutAlike(String part) {
        for (int times = 1; times <= 60; times++) {
            aFamilyIsTheBeginningOfItsNameWithDisallowedCharactersReplaced(part.repeat(times));
        }
    }

    private static String replacedAndThenCut(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9 .+-]", "_");
        return plain.substring(0, Math.min(20, plain.length()));
    }
}
