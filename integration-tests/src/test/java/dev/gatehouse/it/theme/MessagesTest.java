package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.gatehouse.it.theme.Messages.Bundle;
import dev.gatehouse.it.theme.Messages.Sentence;
import dev.gatehouse.password.page.RuleTexts;
import dev.gatehouse.password.rules.PasswordRule;
import dev.gatehouse.testsupport.browser.Chromium;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Verifies what the texts of the product have in common in all languages. */
class MessagesTest {

    static final List<String> LANGUAGES = Messages.LANGUAGES;

    private static final int MOST_CHARACTERS = 200;
    private static final int MIN_WORDS = 10;
    private static final double READING_AGE = 12;
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");
    private static final Pattern POST = Pattern.compile("(?i)\\bmails?\\b(?! server)");
    /** Keys of Keycloak on the pages of every sign-in, sign-out, timeout, choice and set-up of a factor. */
    private static final List<String> OFTEN_MET = List.of(
            "doLogIn",
            "doContinue",
            "loginAccountTitle",
            "doForgotPassword",
            "backToLogin",
            "showPassword",
            "hidePassword",
            "invalidUsernameMessage",
            "invalidUsernameOrEmailMessage",
            "invalidUserMessage",
            "invalidPasswordMessage",
            "accountTemporarilyDisabledMessage",
            "accountDisabledMessage",
            "loginTimeout",
            "expiredCodeMessage",
            "expiredActionMessage",
            "expiredActionTokenNoSessionMessage",
            "expiredActionTokenSessionExistsMessage",
            "cookieNotFoundMessage",
            "clientNotFoundMessage",
            "pageExpiredTitle",
            "logoutConfirmTitle",
            "logoutConfirmHeader",
            "doLogout",
            "successLogout",
            "backToApplication",
            "loginChooseAuthenticator",
            "doTryAnotherWay",
            "otp-display-name",
            "webauthn-display-name",
            "webauthn-passwordless-display-name",
            "recovery-authn-codes-display-name",
            "loginTotpTitle",
            "webauthn-login-title",
            "webauthn-registration-title",
            "webauthn-registration-init-label",
            "logoutOtherSessions");

    private static final Pattern CHOICE = Pattern.compile("\\{\\d,choice,");
    private static final Pattern FORBIDDEN =
            Pattern.compile("[<>\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069]|&\\w+;|&#");
    private static final List<String> COUNTED = List.of(
            "gatehousePasswordMin",
            "gatehousePasswordMax",
            "gatehousePasswordLower",
            "gatehousePasswordUpper",
            "gatehousePasswordDigits",
            "gatehousePasswordSpecial");
    private static final Pattern NOUN_FORM = Pattern.compile(".+\\.(zero|one|two|few|many|other)");
    /** Names, and words that other languages have adopted or share with English. */
    private static final Set<String> SAME_EVERYWHERE = Set.of(
            "gatehouseAppPeopleSeparator",
            "gatehousePasswordRuleSeparator",
            "gatehousePasswordSeparator",
            "gatehouseApp_web",
            "gatehouseApp_macos",
            "gatehouseApp_windows",
            "gatehouseApp_ios",
            "gatehouseApp_android",
            "gatehouseAdmin_web",
            "gatehouseAdmin_macos",
            "gatehouseAdmin_windows",
            "gatehouseAdmin_ios",
            "gatehouseAdmin_android",
            "gatehouseAdmin_page_message",
            "gatehouseAdmin_page_percent");

    /** English words that administrators use in other languages, on the page that is only for them. */
    private static final Map<String, Set<String>> ADOPTED = Map.of(
            "de",
            Set.of("Admin Console", "App", "Browser", "Codes", "Flow", "Name", "Nats", "Passkey"),
            "es",
            Set.of("Nats", "Passkey"),
            "fr",
            Set.of("Cause", "Codes", "Nats", "Score", "Scores", "Sessions"),
            "it",
            Set.of("App", "Browser", "Identity provider", "Passkey"),
            "nl",
            Set.of(
                    "Admin Console",
                    "App",
                    "Browser",
                    "Browsers",
                    "Codes",
                    "Flow",
                    "Identity provider",
                    "Logins",
                    "Nats",
                    "Passkey",
                    "Score",
                    "Scores"),
            "pt",
            Set.of("Admin Console", "Logins", "Nats"),
            "pt-BR",
            Set.of("Admin Console", "Logins", "Nats"));

    private static final Set<String> SAME_IN = Set.of(
            "nl gatehouseAppPeople_supervisor",
            "fr gatehouseAdmin_mode",
            "es gatehouseErrorTitle",
            "it gatehousePrivacy",
            "nl gatehousePrivacy",
            "it gatehouseEmail_credential_password",
            "de gatehouseEmail_credential_webauthn-passwordless",
            "es gatehouseEmail_credential_webauthn-passwordless",
            "it gatehouseEmail_credential_webauthn-passwordless",
            "nl gatehouseEmail_credential_webauthn-passwordless",
            "de webauthn-passwordless-display-name",
            "es webauthn-passwordless-display-name",
            "it webauthn-passwordless-display-name",
            "nl webauthn-passwordless-display-name",
            "de gatehouseEnrolled_passkey",
            "es gatehouseEnrolled_passkey",
            "it gatehouseEnrolled_passkey",
            "nl gatehouseEnrolled_passkey",
            "it gatehouseMail_account",
            "nl gatehouseMail_account",
            "de gatehouseMailedCode",
            "fr gatehouseMailedCode",
            "nl gatehouseMailedCode");
    /** GOV.UK's list for error messages, words that blame or flatter users, and words for which we use another one. */
    private static final Pattern UNKIND = Pattern.compile(
            "(?i)\\b(please|sorry|oops|uh-oh|whoops|unfortunately|apolog\\w*|invalid|illegal|forbidden|prohibited|valid email|you forgot|"
                    + "kindly|simply|obviously|click|tap|e-mails?|log ?in|log ?out|logins?|log on|utili[sz]e|authenticate\\w*|credentials?|execution|realm settings|"
                    + "an error occurred|unexpected error|something went wrong|fatal|abort\\w*)\\b");

    private static final Map<String, String> PLEASE = Map.of(
            "de",
            "\\bbitte\\b|leider|ungültig",
            "fr",
            "veuillez|merci de|s’il vous plaît|désolé",
            "es",
            "por favor|lo sentimos|inválid",
            "it",
            "per favore|si prega|spiacenti",
            "nl",
            "alstublieft|helaas|sorry",
            "pl",
            "proszę|przykro|niestety",
            "pt-BR",
            "por favor|desculpe|infelizmente|inválid",
            "uk",
            "будь ласка|на жаль|вибачте",
            "ar",
            "من فضلك|عذرًا|للأسف",
            "ja",
            "申し訳|残念");

    @ParameterizedTest
    @EnumSource(Bundle.class)
    void otherRegionsOfALanguageReadTheSameSentences(Bundle bundle) {
        Messages.NEAREST.forEach((language, nearest) ->
                assertThat(bundle.in(language)).as(language).isNotEmpty().isEqualTo(bundle.in(nearest)));
    }

    @ParameterizedTest
    @EnumSource(Bundle.class)
    void everyLanguageHasAllSentencesAndThereIsNoOther(Bundle bundle) {
        assertThat(bundle.languages()).containsExactlyInAnyOrderElementsOf(LANGUAGES);
        Set<String> english = plainKeys(bundle, "en");
        for (String language : LANGUAGES) {
            assertThat(plainKeys(bundle, language)).as(language).isEqualTo(english);
            // A text with plural categories also has one for all other numbers.
            assertThat(bundle.in(language).keySet()).as(language).containsAll(english);
        }
    }

    @Test
    void everySentenceShowsTheValuesThatTheEnglishOneShows() {
        for (Sentence sentence : Messages.all()) {
            Set<String> english = arguments(sentence.bundle().in("en").get(sentence.plainKey()));
            if (NOUN_FORM.matcher(sentence.key()).matches()) {
                // "one letter" and "two letters" need no number; the characters that count are named in all forms.
                english.removeAll(Set.of("0"));
                assertThat(arguments(sentence.text()))
                        .as(sentence.toString())
                        .containsAll(english)
                        .isSubsetOf("0", "1");
            } else {
                assertThat(arguments(sentence.text())).as(sentence.toString()).isEqualTo(english);
            }
        }
    }

    @Test
    void noQuoteMarkSwallowsAValueOrALetter() {
        String[] values = {"VALUE-0", "VALUE-1", "VALUE-2", "VALUE-3"};
        for (Sentence sentence : Messages.all()) {
            if (CHOICE.matcher(sentence.text()).find()) {
                everyAmountGivesASentence(sentence);
                continue;
            }
            String expected = ARGUMENT.matcher(sentence.text()).replaceAll("VALUE-$1");
            assertThat(new MessageFormat(sentence.text(), Locale.forLanguageTag(sentence.language())).format(values))
                    .as(sentence.toString())
                    .isEqualTo(expected);
        }
    }

    /** A sentence with an amount of time: {@code {0}} decides on the form of the noun, {@code {1}} is the number in digits. */
    private static void everyAmountGivesASentence(Sentence sentence) {
        MessageFormat format = new MessageFormat(sentence.text(), Locale.forLanguageTag(sentence.language()));
        for (long amount = 0; amount <= MOST_CHARACTERS; amount++) {
            String number = Long.toString(amount);
            String shown = format.format(new Object[] {amount, number});
            assertThat(shown).as(sentence.toString()).doesNotContain("{", "}", "|", "#", "'");
            if (amount > 2) {
                assertThat(shown).as(sentence.toString()).contains(number);
            }
        }
    }

    @Test
    void englishTextsSayEmail() {
        for (Sentence sentence : Messages.all("en")) {
            assertThat(POST.matcher(sentence.text()).find())
                    .as(sentence.toString())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void theSentencesOfKeycloakThatPeopleMeetMostAreTheThemesOwn(String language) {
        assertThat(Bundle.LOGIN_THEME.in(language)).containsKeys(OFTEN_MET.toArray(String[]::new));
        // A locked account must not be told from a wrong password.
        assertThat(Bundle.LOGIN_THEME.in(language).get("accountTemporarilyDisabledMessage"))
                .isEqualTo(Bundle.LOGIN_THEME.in(language).get("invalidUserMessage"));
        // Keycloak's words for both are one in many languages.
        assertThat(Bundle.LOGIN_THEME.in(language).get("webauthn-display-name"))
                .isNotEqualTo(Bundle.LOGIN_THEME.in(language).get("webauthn-passwordless-display-name"));
    }

    @Test
    void noSentenceHasMarkupOrMarksOfDirectionOrIsEmpty() {
        for (Sentence sentence : Messages.all()) {
            assertThat(FORBIDDEN.matcher(sentence.text()).find())
                    .as(sentence.toString())
                    .isFalse();
            assertThat(sentence.text()).as(sentence.toString()).isNotBlank().doesNotContain("  ", "\ufffd", "\t", "\n");
            if (!sentence.key().endsWith("Separator")) {
                assertThat(sentence.text())
                        .as(sentence.toString())
                        .isEqualTo(sentence.text().strip());
            }
        }
    }

    @Test
    void nothingIsLeftInEnglish() {
        List<String> same = new ArrayList<>();
        for (Sentence sentence : Messages.all()) {
            if (!sentence.language().equals("en")
                    && sentence.text().equals(sentence.bundle().in("en").get(sentence.key()))
                    && !SAME_EVERYWHERE.contains(sentence.key())
                    && !SAME_IN.contains(sentence.language() + " " + sentence.key())
                    && !isAdopted(sentence)) {
                same.add(sentence.toString());
            }
        }
        assertThat(same).isEmpty();
    }

    private static boolean isAdopted(Sentence sentence) {
        return sentence.key().startsWith("gatehouseAdmin_page_")
                && ADOPTED.getOrDefault(sentence.language(), Set.of()).contains(sentence.text());
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void aKeyHasOneTextWhereverItStandsSoThatNoThemeHidesThePagesOwn(String language) {
        Map<String, Sentence> first = new HashMap<>();
        for (Sentence sentence : Messages.all(language)) {
            Sentence other = first.putIfAbsent(sentence.key(), sentence);
            if (other != null) {
                assertThat(sentence.text()).as("%s and %s", other, sentence).isEqualTo(other.text());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyFileSaysWhichLanguageItIsIn(String language) {
        assertThat(Bundle.PAGES_AND_EMAILS.in(language)).containsEntry("gatehouseLanguage", language);
        assertThat(Bundle.LOGIN_THEME.in(language)).containsEntry("gatehouseLanguage", language);
    }

    /** The browser includes CLDR's rules, which are the authority here. */
    @Test
    @SuppressWarnings("unchecked")
    void nounsTakeTheFormsThatTheirLanguageHas() {
        try (Chromium chromium = Chromium.shared();
                BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            for (String language : LANGUAGES) {
                List<String> forms = (List<String>) page.evaluate(
                        "([language, most]) => Array.from({length: most + 1}, (_, number) => new Intl.PluralRules(language).select(number))",
                        List.of(language, MOST_CHARACTERS));
                RuleTexts texts = new RuleTexts(formsOnly(), Locale.forLanguageTag(language));
                assertThat(IntStream.rangeClosed(0, MOST_CHARACTERS)
                                .mapToObj(number -> texts.of(new PasswordRule.MinLength(number)))
                                .toList())
                        .as(language)
                        .isEqualTo(forms);
                everyNounHas(Set.copyOf(forms), language);
            }
        }
    }

    private static void everyNounHas(Set<String> forms, String language) {
        Map<String, Set<String>> given = Messages.all(language).stream()
                .filter(sentence -> NOUN_FORM.matcher(sentence.key()).matches())
                .collect(Collectors.groupingBy(
                        Sentence::plainKey,
                        Collectors.mapping(
                                sentence -> sentence.key()
                                        .substring(sentence.plainKey().length() + 1),
                                Collectors.toSet())));
        given.forEach((key, ends) -> assertThat(ends).as(language + " " + key).isSubsetOf(forms));
        if (forms.size() > 2) {
            // Exactly one form may be the text for all other numbers.
            COUNTED.forEach(key ->
                    assertThat(given.get(key)).as(language + " " + key).hasSizeGreaterThanOrEqualTo(forms.size() - 1));
        }
    }

    private static Properties formsOnly() {
        Properties forms = new Properties();
        List.of("zero", "one", "two", "few", "many", "other")
                .forEach(form -> forms.put("gatehousePasswordMin." + form, form));
        return forms;
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyNumberOfARuleGivesASentenceWithTheNumberOrAWordForIt(String language) {
        Properties messages = new Properties();
        messages.putAll(Bundle.PASSWORD_RULES.in(language));
        RuleTexts texts = new RuleTexts(messages, Locale.forLanguageTag(language));
        assertThat(texts.of(new PasswordRule.MaxLength(99)))
                .as("in the digits of the codes, in Arabic too")
                .contains("99");
        for (int count = 0; count <= MOST_CHARACTERS; count++) {
            for (PasswordRule rule : List.of(new PasswordRule.MinLength(count), new PasswordRule.MaxLength(count))) {
                assertThat(texts.of(rule))
                        .as("%s %s", language, rule)
                        .isNotBlank()
                        .doesNotContain("gatehousePassword", "{", "}");
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void aButtonThatASentenceNamesIsCalledSo(String language) {
        Map<String, String> sentences = Bundle.PAGES_AND_EMAILS.in(language);
        assertThat(sentences.get("gatehouseChangeNothingYet")).contains(sentences.get("gatehouseMail_change_button"));
    }

    @Test
    void usersAreAddressedPlainlyAndNotBlamed() {
        List<String> unkind = new ArrayList<>();
        for (Sentence sentence : Messages.all()) {
            String words = sentence.language().equals("en")
                    ? UNKIND.pattern()
                    : PLEASE.getOrDefault(sentence.language(), "(?!)");
            if (!sentence.isForAdmins()
                    && Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                            .matcher(sentence.text())
                            .find()) {
                unkind.add(sentence.toString());
            }
        }
        assertThat(unkind).isEmpty();
    }

    @Test
    void aTwelveYearOldCanReadEveryEnglishSentence() {
        List<String> hard = new ArrayList<>();
        for (Sentence sentence : Messages.all("en")) {
            String filled = ARGUMENT.matcher(sentence.text()).replaceAll("Acme");
            // The formula is meant for running text; a name of two or three words has no reading age.
            if (!sentence.isForAdmins()
                    && Readability.words(filled).size() >= MIN_WORDS
                    && Readability.readingAge(filled) > READING_AGE) {
                hard.add("%.1f %s".formatted(Readability.readingAge(filled), sentence));
            }
        }
        assertThat(hard).isEmpty();
        String everything = Messages.all("en").stream()
                .filter(sentence -> !sentence.isForAdmins())
                .map(sentence -> ARGUMENT.matcher(sentence.text()).replaceAll("Acme") + ". ")
                .collect(Collectors.joining());
        assertThat(Readability.readingAge(everything)).isLessThan(READING_AGE);
    }

    @ParameterizedTest
    @CsvSource({
        "the, 1",
        "code, 1",
        "table, 2",
        "asked, 1",
        "needed, 2",
        "changes, 2",
        "times, 1",
        "minutes, 2",
        "security, 4",
        "administrator, 5",
        "sign-in, 2",
        "people, 2",
        "account, 2",
        "email, 2"
    })
    void syllablesAreCounted(String word, int syllables) {
        assertThat(Readability.syllables(word)).isEqualTo(syllables);
    }

    @Test
    void aHardSentenceIsDistinguishedFromAnEasyOne() {
        assertThat(Readability.readingAge("The cat sat on the mat. The dog did not."))
                .isLessThan(7);
        assertThat(
                        Readability.readingAge(
                                "Authentication credentials presented during verification proceedings necessitate additional administrative confirmation before subsequent utilisation."))
                .isGreaterThan(18);
    }

    private static Set<String> plainKeys(Bundle bundle, String language) {
        return bundle.in(language).keySet().stream()
                .map(Messages::plain)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
