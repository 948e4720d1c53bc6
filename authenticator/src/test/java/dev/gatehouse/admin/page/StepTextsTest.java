package dev.gatehouse.admin.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ShippedMessages;
import dev.gatehouse.admin.flow.SetupStepId;
import dev.gatehouse.admin.setup.SetupStep;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTextsTest {

    private static StepTexts texts(String language) {
        return new StepTexts(ShippedMessages.of(language), Locale.forLanguageTag(language), language);
    }

    /** All kinds of steps, by the constants that name them. */
    private static List<String> kinds() {
        return Arrays.stream(SetupStepId.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static SetupStep step(String id) {
        return new SetupStep(id, "Does it", "somewhere", "", "done", "The mode is observe.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pl", "pt-BR", "uk", "ar", "ja", "zh-CN"})
    void eachKindOfStepHasTwoTextsAndNoOtherTextIsLeft(String language) {
        assertThat(kinds()).hasSizeGreaterThan(10).doesNotHaveDuplicates();
        assertThat(ShippedMessages.of(language).stringPropertyNames())
                .filteredOn(key -> key.startsWith(StepTexts.whatKey("")) || key.startsWith(StepTexts.effectKey("")))
                .containsExactlyInAnyOrderElementsOf(kinds().stream()
                        .flatMap(kind -> Stream.of(StepTexts.whatKey(kind), StepTexts.effectKey(kind)))
                        .toList());
    }

    @Test
    void aStepForOneOfSeveralPlacesHasTheTextsOfItsKind() {
        SetupStep step = step("client-flow.my.shop.direct-grant");
        assertThat(texts("de").isTranslated(step)).isTrue();
        assertThat(texts("de").what(step)).startsWith("Bindet eine Kopie des eigenen Flows des Clients");
        assertThat(texts("de").effect(step)).startsWith("Auch Anmeldungen über diesen Flow");
    }

    @Test
    void whatIsParticularToTheRealmIsShownAsDetails() {
        assertThat(texts("de").hasDetails(step("gate"))).isTrue();
        assertThat(texts("de").hasDetails(step("amr"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB"})
    void inEnglishAStepSpeaksForItself(String language) {
        StepTexts texts = new StepTexts(ShippedMessages.of("en"), Locale.ENGLISH, language);
        assertThat(texts.what(step("gate"))).isEqualTo("Does it");
        assertThat(texts.effect(step("gate"))).isEqualTo("The mode is observe.");
        assertThat(texts.hasDetails(step("gate"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"moon-flow", "moon-flow.browser", "", ".gate"})
    void aStepOfALaterVersionSpeaksForItself(String id) {
        StepTexts texts = texts("ja");
        assertThat(texts.isTranslated(step(id))).isFalse();
        assertThat(texts.what(step(id))).isEqualTo("Does it");
        assertThat(texts.effect(step(id))).isEqualTo("The mode is observe.");
        assertThat(texts.hasDetails(step(id))).isFalse();
    }
}
