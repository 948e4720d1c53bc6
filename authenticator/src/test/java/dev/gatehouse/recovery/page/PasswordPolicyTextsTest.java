package dev.gatehouse.recovery.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ShippedMessages;
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
    void everyPolicyForANewPasswordHasAText(String language) {
        Properties messages = ShippedMessages.of(language);
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
