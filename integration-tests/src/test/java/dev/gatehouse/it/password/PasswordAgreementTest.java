package dev.gatehouse.it.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.gatehouse.password.config.Configuration;
import dev.gatehouse.password.rules.CommonPasswordLookup;
import dev.gatehouse.password.rules.PasswordRules;
import dev.gatehouse.password.rules.Person;
import dev.gatehouse.password.rules.Violation;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that the server's Java and the page's JavaScript agree on 100,000 random strings. */
@Tag("browser")
class PasswordAgreementTest {

    private static final int STRINGS_PER_CONFIGURATION = 20_000;
    private static final int BATCH = 4_000;

    private static final List<String> CONFIGURATIONS = List.of(
            "",
            "not=username,email,name repeats=2",
            "min=3 max=12 lower=2 upper=0 digits=0 special=2 specials=\"\\= repeats=1 spaces=anywhere not=name",
            "min=1 max=1000 lower=0 upper=0 digits=0 special=0 not=email,username",
            "min=20 max=20 repeats=3 not=username");

    private static final Person PERSON = new Person(
            "Stra\u00dfe\u0130", "a\u017fa@\u1e9e\u03a3\u03c2.test", "\ud83d\udca9x", "\u01c5\u00e9\u1fb3z\ua7c2");

    /** Characters around every bound of the rules, and those that fold, compose or pair in unusual ways. */
    private static final String ODD =
            "azAZ09`{@[/:!~ \"\\=^$*.'\t\u0000\u001f\u007f\u0080\u009f\u00a0\u00a1\u00ad\u0300\u0301\u00e9\u00c9\u00df\u0130\u0131\u017f\u01c4\u01c5\u01c6"
                    + "\u03a3\u03c3\u03c2\u1e9e\u1fb3\u1fbc\u2000\u200a\u200b\u200f\u2010\u2028\u202f\u2030\u205f\u2065\u206f\u2070\u212a\u2160\u3000\ua7c2\ua7c3\ufeff\ufff8\ufff9\uffff\ud83d\ude00\ud83d\udca9\ud800\udfff";

    private final Random random = new Random(26_07_03);

    @Test
    void javaAndJavaScriptAgreeOnAHundredThousandRandomStrings() {
        Map<String, Integer> seen = new HashMap<>();
        try (PasswordRealm realm = new PasswordRealm(TestServer.shared());
                Chromium chromium = Chromium.shared();
                BrowserContext profile = chromium.profile()) {
            Page page = realm.pageWithCheck(profile);
            for (String config : CONFIGURATIONS) {
                assertThat(realm.configure(config).status()).isEqualTo(204);
                PasswordRules rules = Configuration.parse(config).settings().rules();
                String data = realm.ruleData();
                for (int done = 0; done < STRINGS_PER_CONFIGURATION; done += BATCH) {
                    List<String> passwords =
                            random.ints(BATCH).mapToObj(ignored -> password()).toList();
                    JsonNode found = PasswordRealm.check(page, data, passwords, PERSON);
                    for (int index = 0; index < BATCH; index++) {
                        String password = passwords.get(index);
                        List<String> java = rules.check(password, PERSON, CommonPasswordLookup.NONE).stream()
                                .map(Violation::code)
                                .toList();
                        assertThat(StreamSupport.stream(found.get(index).spliterator(), false)
                                        .map(JsonNode::asText)
                                        .toList())
                                .as(() -> "with \"%s\" of %s"
                                        .formatted(
                                                config,
                                                password.chars()
                                                        .mapToObj("\\u%04x"::formatted)
                                                        .collect(Collectors.joining())))
                                .isEqualTo(java);
                        (java.isEmpty() ? List.of("accepted") : java)
                                .forEach(code -> seen.merge(code, 1, Integer::sum));
                    }
                }
            }
        }
        // The strings break every rule, and some break none.
        assertThat(seen)
                .containsOnlyKeys(
                        "accepted",
                        "min",
                        "max",
                        "lower",
                        "upper",
                        "digits",
                        "special",
                        "ends",
                        "whole",
                        "repeats",
                        "username",
                        "email",
                        "name");
        assertThat(seen.values()).allMatch(times -> times >= 300);
    }

    private String password() {
        StringBuilder password = new StringBuilder();
        int length = random.nextInt(10) == 0 ? 990 + random.nextInt(20) : random.nextInt(30);
        int style = random.nextInt(4);
        while (password.length() < length) {
            password.append(piece(style));
        }
        if (random.nextInt(6) == 0) {
            password.insert(random.nextInt(password.length() + 1), detail());
        }
        return password.toString();
    }

    private String piece(int style) {
        return switch (style) {
            case 0 -> Character.toString((char) (33 + random.nextInt(94)));
            case 1 -> Character.toString(ODD.charAt(random.nextInt(ODD.length())));
            case 2 -> Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1));
            default ->
                random.nextInt(8) == 0
                        ? "aaa".substring(random.nextInt(3))
                        : Character.toString("aZ9!\u00e9".codePointAt(random.nextInt(5)));
        };
    }

    private String detail() {
        List<String> details =
                List.of(PERSON.username(), PERSON.email(), "a\u017fa", PERSON.firstName(), PERSON.lastName());
        String detail = details.get(random.nextInt(details.size()));
        return switch (random.nextInt(4)) {
            case 0 -> detail.toUpperCase(Locale.ROOT);
            case 1 -> detail.toLowerCase(Locale.ROOT);
            case 2 -> detail.substring(random.nextInt(2));
            default -> detail;
        };
    }
}
