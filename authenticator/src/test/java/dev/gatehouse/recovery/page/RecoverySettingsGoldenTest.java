package dev.gatehouse.recovery.page;

import dev.gatehouse.settings.GoldenFile;
import dev.gatehouse.settings.ReadSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.ProviderConfigProperty;

/** The meaning of recovery configurations does not change. */
class RecoverySettingsGoldenTest {

    @Test
    void theSettingsAreReadTheSame() {
        List<String> keys = new ForgotPasswordAuthenticatorFactory()
                .getConfigProperties().stream()
                        .map(ProviderConfigProperty::getName)
                        .toList();
        GoldenFile.assertSame("recovery.txt", ReadSettings.of(keys, config -> RecoverySettings.parse(true, config)));
    }
}
