package dev.gatehouse.password.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatehouse.password.config.Configuration;
import dev.gatehouse.password.rules.CommonPasswordLookup;
import dev.gatehouse.password.rules.Person;

/** Any configuration is either rejected with a reason, or means the same when written back. */
class ConfigurationFuzzTest {

    @FuzzTest(maxDuration = "5s")
    void everyConfigurationIsParsedOrRejected(FuzzedDataProvider data) {
        Configuration configuration = Configuration.parse(data.consumeRemainingAsString());
        if (configuration.problems().isEmpty()) {
            assertThat(Configuration.parse(configuration.settings().toString())).isEqualTo(configuration);
            configuration.settings().rules().check("Passw0rd!", Person.UNKNOWN, CommonPasswordLookup.NONE);
        } else {
            assertThat(configuration.problems()).noneMatch(String::isBlank);
        }
    }
}
