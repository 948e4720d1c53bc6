package dev.gatehouse.password.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.password.config.Configuration;
import dev.gatehouse.password.rules.CommonPasswordLookup;
import dev.gatehouse.password.rules.PasswordRule;
import dev.gatehouse.password.rules.Person;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextsTest {

    private static final String EVERYTHING = "not=username,email,name repeats=2 common=core";

    private final RuleTexts english = new RuleTexts(messages("en"), Locale.ENGLISH);

    @Test
    void allBrokenRulesAreListedOnOneLineWithTheirNumbers() {
        assertThat(broken("min=12 lower=2", "abc "))
                .isEqualTo(
                        "12 characters or more; an uppercase letter (A\u2013Z); a number (0\u20139); "
                                + "a symbol (^ $ * . [ ] { } ( ) + ? - ' ! @ # % & / , > < : ; | _ ~); no space at the start or end");
        assertThat(broken("lower=2", "PASSW0RD!a")).isEqualTo("2 lowercase letters (a\u2013z)");
    }

    @Test
    void everyRuleHasAnEnglishText() {
        for (PasswordRule rule :
                Configuration.parse(EVERYTHING).settings().rules().rules()) {
            assertThat(english.of(rule)).as(rule.code()).isNotBlank().doesNotContain("gatehouse");
        }
    }

    @Test
    void anUnreadableListIsReported() {
        assertThat(english.of(Configuration.parse("common=exact")
                        .settings()
                        .rules()
                        .check("Xk7!mq2#Lw", Person.UNKNOWN, password -> {
                            throw new IOException();
                        })))
                .contains("cannot be done right now");
    }

    @Test
    void theChecklistHasAnItemForEachRuleThatUsersCanMeet() {
        List<Map<?, ?>> checklist = new ArrayList<>();
        ((List<?>) RuleData.of(Configuration.parse(EVERYTHING).settings().rules(), english)
                        .get("checklist"))
                .forEach(item -> checklist.add((Map<?, ?>) item));
        assertThat(checklist)
                .<Object>extracting(item -> item.get("codes"))
                .containsExactly(
                        List.of("min", "max"),
                        List.of("lower"),
                        List.of("upper"),
                        List.of("digits"),
                        List.of("special"),
                        List.of("ends"),
                        List.of("repeats"),
                        List.of("username"),
                        List.of("email"),
                        List.of("name"),
                        List.of("common"));
        assertThat(checklist.get(0))
                .satisfies(item -> assertThat(item.get("text")).isEqualTo("8 to 99 characters"));
    }

    @ParameterizedTest
    @CsvSource({
        "en, 0, OTHER",
        "en, 1, ONE",
        "en, 2, OTHER",
        "fr, 0, ONE",
        "fr, 1, ONE",
        "fr, 2, OTHER",
        "pt-BR, 1, ONE",
        "de, 0, OTHER",
        "pl, 1, ONE",
        "pl, 2, FEW",
        "pl, 4, FEW",
        "pl, 5, MANY",
        "pl, 12, MANY",
        "pl, 14, MANY",
        "pl, 21, MANY",
        "pl, 22, FEW",
        "pl, 112, MANY",
        "pl, 99, MANY",
        "uk, 1, ONE",
        "uk, 2, FEW",
        "uk, 5, MANY",
        "uk, 11, MANY",
        "uk, 21, ONE",
        "uk, 12, MANY",
        "uk, 111, MANY",
        "ar, 0, ZERO",
        "ar, 1, ONE",
        "ar, 2, TWO",
        "ar, 3, FEW",
        "ar, 10, FEW",
        "ar, 11, MANY",
        "ar, 99, MANY",
        "ar, 100, OTHER",
        "ar, 102, OTHER",
        "ar, 103, FEW",
        "ja, 1, OTHER",
        "zh-CN, 1, OTHER",
        "it, 1, ONE",
        "es, 2, OTHER",
        "nl, 1, ONE"
    })
    void nounsHaveThePluralFormOfTheirLanguage(String language, int number, PluralCategory form) {
        assertThat(PluralCategory.of(Locale.forLanguageTag(language), number)).isEqualTo(form);
    }

    @Test
    void symbolsAreReadFromLeftToRightInAnArabicSentenceToo() {
        PasswordRule symbols = Configuration.parse("").settings().rules().rules().stream()
                .filter(rule -> rule.code().equals("special"))
                .findFirst()
                .orElseThrow();
        assertThat(new RuleTexts(messages("ar"), Locale.forLanguageTag("ar")).of(symbols))
                .contains("(\u2066^ $ * . [ ]")
                .contains("| _ ~\u2069)");
        assertThat(english.of(symbols)).contains("(^ $ *").doesNotContainPattern("[\u2066\u2069]");
    }

    @Test
    void aThemeWithoutTheTextsStillNamesTheRule() {
        assertThat(new RuleTexts(new Properties(), Locale.ENGLISH).of(new PasswordRule.MinLength(8)))
                .isEqualTo("gatehousePasswordMin 8 ");
    }

    private String broken(String config, String password) {
        return english.of(Configuration.parse(config)
                .settings()
                .rules()
                .check(password, Person.UNKNOWN, CommonPasswordLookup.NONE));
    }

    private static Properties messages(String language) {
        try (Reader file = new InputStreamReader(
                RuleTextsTest.class.getResourceAsStream(
                        "/theme-resources/messages/messages_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            Properties messages = new Properties();
            messages.load(file);
            return messages;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
