package dev.gatehouse.password.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.password.Vectors;
import dev.gatehouse.password.config.Configuration;
import dev.gatehouse.password.config.Settings;
import dev.gatehouse.password.list.PasswordList;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private static final PasswordRules RULES = Settings.DEFAULT.rules();

    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        PasswordList shipped = PasswordList.shipped();
        List<Vectors> vectors = Vectors.all();
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(300);
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest(vector.about(), () -> {
                    Configuration configuration = Configuration.parse(vector.config());
                    assertThat(configuration.problems()).isEmpty();
                    assertThat(codes(configuration
                                    .settings()
                                    .rules()
                                    .check(vector.password(), vector.person(), shipped)))
                            .containsExactlyElementsOf(vector.broken());
                }));
    }

    @Test
    void nullIsCheckedLikeAnEmptyPassword() {
        assertThat(codes(RULES.check(null, null, CommonPasswordLookup.NONE)))
                .containsExactly("min", "lower", "upper", "digits", "special");
    }

    @Test
    void anUnknownPersonBreaksNoRule() {
        assertThat(codes(
                        rules("not=username,email,name").check("Passw0rd!", Person.UNKNOWN, CommonPasswordLookup.NONE)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " ", "\ud83d\ude00", "\ud83d", "aA1!"})
    void tenMegabytesAreCheckedWithoutDelay(String unit) {
        String huge = unit.repeat(10_000_000 / unit.length());
        PasswordRules everything = rules("not=username,email,name repeats=2 common=core");
        Assertions.assertTimeoutPreemptively(Duration.ofMillis(200), () -> assertThat(
                        codes(everything.check(huge, new Person(huge, huge, huge, huge), CommonPasswordLookup.NONE)))
                .containsExactly("max"));
    }

    @Test
    void anUnreadableListMakesEveryPasswordCommon() {
        List<Violation> violations = rules("common=exact").check("Xk7!mq2#Lw", Person.UNKNOWN, password -> {
            throw new IOException("the disk is gone");
        });
        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo("common");
            assertThat(violation.uncheckable()).isTrue();
        });
    }

    @Test
    void theListIsNotUsedUnlessTheRuleIsOn() {
        assertThat(RULES.check("Passw0rd!", Person.UNKNOWN, password -> {
                    throw new AssertionError("asked about " + password);
                }))
                .isEmpty();
    }

    private static PasswordRules rules(String config) {
        return Configuration.parse(config).settings().rules();
    }

    private static List<String> codes(List<Violation> violations) {
        return violations.stream().map(Violation::code).toList();
    }
}
