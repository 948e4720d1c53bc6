package dev.gatehouse.password.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.password.config.Configuration;
import dev.gatehouse.password.config.Settings;
import dev.gatehouse.password.list.PasswordList;
import dev.gatehouse.password.page.RuleTexts;
import dev.gatehouse.password.rules.CommonPasswordLookup;
import dev.gatehouse.password.rules.PasswordRules;
import dev.gatehouse.password.rules.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The check returns a result for any input. */
class CheckFuzzTest {

    private static final List<PasswordRules> RULES = List.of(
            Settings.DEFAULT.rules(),
            Configuration.parse("not=username,email,name repeats=2 common=core min=1")
                    .settings()
                    .rules(),
            Configuration.parse("max=1000 lower=0 upper=0 digits=0 special=0 common=exact")
                    .settings()
                    .rules());

    private static final CommonPasswordLookup SHIPPED = shipped();

    @FuzzTest(maxDuration = "5s")
    void everyPasswordGetsAResult(FuzzedDataProvider data) {
        PasswordRules rules = RULES.get(data.consumeInt(0, RULES.size() - 1));
        String password = text(data);
        Person person = new Person(text(data), text(data), text(data), text(data));
        var violations = rules.check(password, person, SHIPPED);
        assertThat(violations).noneMatch(violation -> violation.uncheckable());
        assertThat(new RuleTexts(new Properties(), Locale.ENGLISH).of(violations))
                .isNotNull();
    }

    /** Arbitrary text, with unpaired surrogates, or null. Short, so that the fuzzer controls all of it; sometimes repeated. */
    private static String text(FuzzedDataProvider data) {
        int length = data.consumeInt(-1, 40);
        if (length < 0) {
            return null;
        }
        String text = data.consumeBoolean() ? data.consumeString(length) : chars(data.consumeShorts(length));
        return data.consumeBoolean() ? text : text.repeat(data.consumeInt(0, 100));
    }

    private static String chars(short[] units) {
        StringBuilder text = new StringBuilder();
        for (short unit : units) {
            text.append((char) unit);
        }
        return text.toString();
    }

    private static CommonPasswordLookup shipped() {
        try {
            return PasswordList.shipped();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
