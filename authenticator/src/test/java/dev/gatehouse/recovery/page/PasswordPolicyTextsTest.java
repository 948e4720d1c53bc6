package dev.gatehouse.recovery.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.policy.PasswordPolicyProviderFactory;

/** A page lists every password policy that Keycloak has, in its language. */
class PasswordPolicyTextsTest {

    /** Policies that say nothing of a new password, and the one whose value no text can describe. */
    private static final Set<String> NOT_LISTED = Set.of(
            "hashAlgorithm",
            "hashIterations",
            "forceExpiredPasswordChange",
            "maxAuthAge",
            "recoveryCodesWarningThreshold",
            "regexPattern");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "it", "nl", "pl", "pt_BR", "uk", "ar", "ja", "zh_CN"})
    void everyPolicyForANewPasswordHasAText(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(
                getClass().getResourceAsStream("/theme-resources/messages/messages_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        Set<String> policies = ServiceLoader.load(PasswordPolicyProviderFactory.class).stream()
                .map(factory -> factory.get().getId())
                .filter(id -> NOT_LISTED.stream().noneMatch(id::equalsIgnoreCase))
                .collect(Collectors.toSet());
        assertThat(policies)
                .contains("length", "passwordHistory", "passwordAge")
                .allSatisfy(policy -> assertThat(messages.getProperty("gatehousePolicy_" + policy))
                        .as(policy)
                        .isNotBlank());
    }
}
