package dev.gatehouse.admin.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.risk.model.DeviceRecognition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The parameters of a question. */
class WhatIfQuestionTest {

    private static final Map<String, List<String>> LEAST =
            Map.of("user", List.of("bob"), "address", List.of("192.0.2.7"), "client", List.of("workspace"));

    @Test
    void whatIsLeftOutIsAnUnknownDeviceInABrowserWithAPassword() throws InvalidWhatIf {
        WhatIfQuestion question = WhatIfQuestion.parse(LEAST);
        assertThat(question.device()).isEqualTo(DeviceRecognition.UNKNOWN);
        assertThat(question.isDirectGrant()).isFalse();
        assertThat(question.isProvenOnDevice()).isFalse();
        assertThat(question.userAgent()).isEmpty();
        assertThat(question.provider()).isEmpty();
        assertThat(question.acr()).isEmpty();
    }

    @Test
    void emptyFieldsOfAFormAreLeftOut() throws InvalidWhatIf {
        Map<String, List<String>> form = new HashMap<>();
        WhatIfQuestion.PARAMETERS.forEach(name -> form.put(name, List.of(" ")));
        form.putAll(LEAST);
        assertThat(WhatIfQuestion.parse(form)).isEqualTo(WhatIfQuestion.parse(LEAST));
    }

    @ParameterizedTest
    @EnumSource
    void eachDeviceHasItsName(DeviceRecognition device) throws InvalidWhatIf {
        assertThat(WhatIfQuestion.parse(with("device", device.name().toLowerCase(Locale.ROOT)))
                        .device())
                .isEqualTo(device);
    }

    /** PostgreSQL refuses it. */
    @ParameterizedTest
    @CsvSource({"USER_UNKNOWN, user", "CLIENT_UNKNOWN, client", "PROVIDER_UNKNOWN, provider"})
    void nothingHasANameWithAZeroCharacter(WhatIfProblem problem, String name) {
        assertThat(problem(with(name, "a\0b"))).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "USER_MISSING, user, ''",
        "ADDRESS_INVALID, address, ' '",
        "CLIENT_MISSING, client, ''",
        "DEVICE_INVALID, device, stolen",
        "PROVEN_INVALID, proven, 1",
        "VIA_INVALID, via, phone"
    })
    void aValueThatMakesNoSenseIsNamed(WhatIfProblem problem, String name, String value) {
        assertThat(problem(with(name, value))).isEqualTo(problem);
    }

    @Test
    void aUserAgentThatKeycloakIgnoresIsRefused() throws InvalidWhatIf {
        assertThat(WhatIfQuestion.parse(with("userAgent", "a".repeat(512))).userAgent())
                .isPresent();
        assertThat(problem(with("userAgent", "a".repeat(513)))).isEqualTo(WhatIfProblem.USER_AGENT_TOO_LONG);
    }

    @Test
    void onlyWhatAProviderSaysMayBeRepeated() throws InvalidWhatIf {
        assertThat(WhatIfQuestion.parse(with("providerSays", "mfa", "2", "mfa")).providerSays())
                .containsExactlyInAnyOrder("mfa", "2");
        assertThat(problem(with("client", "workspace", "mobile"))).isEqualTo(WhatIfProblem.PARAMETER_REPEATED);
    }

    @Test
    void nobodyComesThroughAProviderWithoutABrowser() {
        Map<String, List<String>> both = with("via", "direct-grant");
        both.put("provider", List.of("corp"));
        assertThat(problem(both)).isEqualTo(WhatIfProblem.VIA_INVALID);
    }

    private static Map<String, List<String>> with(String name, String... values) {
        Map<String, List<String>> parameters = new HashMap<>(LEAST);
        parameters.put(name, Arrays.asList(values));
        return parameters;
    }

    private static WhatIfProblem problem(Map<String, List<String>> parameters) {
        return catchThrowableOfType(InvalidWhatIf.class, () -> WhatIfQuestion.parse(parameters))
                .problem();
    }
}
