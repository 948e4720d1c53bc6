package dev.gatehouse.recovery.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.PasswordPolicy;

/** The rules of a realm, as password managers read them. */
class PasswordManagerRulesTest {

    private static final PasswordPolicy NONE = PasswordPolicy.empty();

    @Test
    void theRulesOfARealmAreSaid() {
        assertThat(PasswordManagerRules.of(
                        NONE,
                        rules(
                                Map.of("code", "min", "kind", "atLeast", "count", 8),
                                Map.of("code", "max", "kind", "atMost", "count", 99),
                                containing('a', 'z'),
                                containing('A', 'Z'),
                                containing('0', '9'))))
                .isEqualTo("minlength: 8; maxlength: 99; required: digit; required: lower; required: upper;");
    }

    @Test
    void bracketAndHyphenOfASetStandWhereTheFormatWantsThem() {
        Map<String, Object> set = Map.of(
                "kind",
                "containing",
                "count",
                1,
                "of",
                List.of(List.of((int) '!', (int) '!'), List.of((int) '-', (int) '-'), List.of((int) '[', (int) ']')));
        assertThat(PasswordManagerRules.of(NONE, rules(set))).isEqualTo("required: [-![\\]];");
    }

    @Test
    void onlyWhatIsTypedEverywhereIsSaid() {
        Map<String, Object> letters = Map.of(
                "kind", "containing", "count", 1, "of", List.of(List.of((int) 'a', (int) 'z'), List.of(0xdf, 0xff)));
        assertThat(PasswordManagerRules.of(NONE, rules(letters))).isEqualTo("required: lower;");
        Map<String, Object> foreign = Map.of("kind", "containing", "count", 1, "of", List.of(List.of(0x4e00, 0x9fff)));
        assertThat(PasswordManagerRules.of(NONE, rules(foreign, Map.of("kind", "server"))))
                .isEmpty();
    }

    private static Map<String, Object> containing(char first, char last) {
        return Map.of("kind", "containing", "count", 1, "of", List.of(List.of((int) first, (int) last)));
    }

    private static Map<String, Object> rules(Map<?, ?>... rules) {
        return Map.of("rules", List.of(rules));
    }
}
