package dev.gatehouse.admin.logins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ShippedMessages;
import dev.gatehouse.mfa.decision.ChallengeReason;
import dev.gatehouse.risk.model.RiskContribution;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonTextsTest {

    private final Properties english = ShippedMessages.of("en");
    private final ReasonTexts texts = new ReasonTexts(english);

    @Test
    void eachReasonHasATextAndNoOtherTextIsLeft() {
        List<String> keys = Stream.concat(
                        Arrays.stream(ChallengeReason.values()).map(ChallengeReason::code),
                        Arrays.stream(RiskContribution.Kind.values()).map(RiskContribution.Kind::code))
                .map(ReasonTexts::key)
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(english.stringPropertyNames())
                .filteredOn(key -> key.startsWith("gatehouseAdmin_page_reason_"))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void whatChallengesComesFirstAndThenTheTermsTheMostSuspiciousFirst() {
        assertThat(texts.of("score device_known(-16.0) country_new(+4.2) travel(+1.5)"))
                .containsExactly(
                        new LoginReason("score", null, "The score is above the threshold"),
                        new LoginReason("country_new", 4.2, "New country"),
                        new LoginReason("travel", 1.5, "Faster than an airliner since the last login"),
                        new LoginReason("device_known", -16.0, "Known device"));
    }

    @Test
    void aReasonOfALaterVersionStandsForItself() {
        assertThat(texts.of("moon_phase(+0.1)")).containsExactly(new LoginReason("moon_phase", 0.1, "moon_phase"));
    }

    @Test
    void whatIsNoReasonIsLeftOut() {
        assertThat(texts.of("<script> travel(x) score( =1+1 ")).isEmpty();
        assertThat(texts.of("")).isEmpty();
        assertThat(texts.of(null)).isEmpty();
    }
}
