package dev.gatehouse.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSegmentTest {

    @Test
    void theIdOfAUserOfKeycloaksOwnStandsAsItIs() {
        String id = "0e6e5b3c-5a0b-4d0f-9a53-3d2f0c3b1f11";
        assertThat(UserSegment.of(id)).isEqualTo(id);
        assertThat(UserSegment.id(id)).contains(id);
    }

    @Property
    void everyIdIsOnePlainSegmentAndReadBack(
            @ForAll @StringLength(min = 1, max = 255) @CharRange(from = ' ', to = '\ud7ff') String id) {
        String segment = UserSegment.of(id);
        assertThat(PageUrls.isSegment(segment)).isTrue();
        assertThat(UserSegment.id(segment)).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "~", "~abc", "f:1:a/b", "f:1:{x}", "f:1:%2e", "a?b", "a#b"})
    void anIdThatIsNoPlainSegmentIsEncoded(String id) {
        assertThat(UserSegment.of(id)).startsWith("~").doesNotContain("/", "{", "%", "?", "#");
        assertThat(UserSegment.id(UserSegment.of(id))).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"~!", "~a", "~_w", "~AA", "~YQAAYg"})
    void whatIsNoTextIsNoId(String segment) {
        assertThat(UserSegment.id(segment)).isEmpty();
    }
}
