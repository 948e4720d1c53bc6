package dev.gatehouse.password.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.password.rules.CommonPasswordMatch;
import dev.gatehouse.password.rules.Person;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\n"})
    void anEmptyConfigurationMeansTheDefaultRules(String text) {
        assertThat(Configuration.parse(text)).isEqualTo(new Configuration(Settings.DEFAULT, List.of()));
    }

    @Test
    void theDefaultIsReadable() {
        assertThat(Settings.DEFAULT.toString())
                .isEqualTo(
                        "min=8 max=99 lower=1 upper=1 digits=1 special=1 specials=^$*.[]{}()+?-'!@#%&/,><:;|_~ spaces=inside not=none repeats=off common=off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min=10",
                "min=4 max=4",
                "min=1 max=1000 lower=0 upper=0 digits=0 special=0",
                "specials=\"\\=`",
                "specials=;",
                "specials=)and( min=9",
                "spaces=anywhere not=username,email,name repeats=2 common=core",
                "common=exact\n  repeats=1\tmin=9"
            })
    void theTextOfTheSettingsMeansTheSame(String text) {
        Configuration once = Configuration.parse(text.replace("and", ""));
        assertThat(once.problems()).isEmpty();
        assertThat(Configuration.parse(once.settings().toString())).isEqualTo(once);
    }

    @Test
    void eachSettingIsRead() {
        Settings settings = Configuration.parse(
                        "min=10 max=20 lower=2 upper=3 digits=4 special=0 specials=!? spaces=anywhere not=email,name repeats=3 common=core")
                .settings();
        assertThat(settings.toString())
                .isEqualTo(
                        "min=10 max=20 lower=2 upper=3 digits=4 special=0 specials=!? spaces=anywhere not=email,name repeats=3 common=core");
        assertThat(settings.not()).containsExactlyInAnyOrder(Person.Detail.EMAIL, Person.Detail.NAME);
        assertThat(settings.repeats()).contains(3);
        assertThat(settings.common()).contains(CommonPasswordMatch.CORE);
    }

    @TestFactory
    Stream<DynamicTest> everyMistakeIsRejectedWithASentenceThatNamesIt() {
        List<ConfigurationMistakes.Mistake> mistakes = ConfigurationMistakes.ALL;
        assertThat(mistakes).hasSizeGreaterThanOrEqualTo(20);
        return mistakes.stream()
                .map(mistake -> DynamicTest.dynamicTest(mistake.text(), () -> assertThat(
                                Configuration.parse(mistake.text()).problems())
                        .containsExactly(mistake.sentence())));
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        assertThat(Configuration.parse("mim=8 max=x common=on").problems()).hasSize(3);
    }
}
