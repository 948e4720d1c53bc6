package dev.gatehouse.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.AppAccessActionFactory;
import dev.gatehouse.access.AppAccessSettings;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.mfa.decision.GateSettings;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.flow.AdaptiveMfaAuthenticatorFactory;
import dev.gatehouse.mfa.flow.MfaGateFactory;
import dev.gatehouse.sharing.SharingSettings;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProviderFactory;

/** The forms of the Admin Console, and what configurations mean, stay as they are: they are data in people's realms. */
class SettingsGoldenTest {

    @Test
    void theFormsAreTheSame() {
        Map<String, List<ProviderConfigProperty>> forms = new TreeMap<>();
        ours(AuthenticatorFactory.class)
                .forEach(factory -> forms.put(name(factory), properties(factory.getConfigProperties())));
        ours(RequiredActionFactory.class)
                .forEach(factory -> forms.put(name(factory), properties(factory.getConfigMetadata())));
        forms.put(MfaGateFactory.class.getName(), gate().getConfigMetadata());
        ours(ClientPolicyExecutorProviderFactory.class)
                .forEach(factory -> forms.put(name(factory), properties(factory.getConfigProperties())));
        GoldenFile.assertSame(
                "forms.txt",
                forms.entrySet().stream()
                        .filter(form -> !form.getValue().isEmpty())
                        .map(form -> form.getKey() + "\n"
                                + form.getValue().stream()
                                        .map(SettingsGoldenTest::line)
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining()));
    }

    @Test
    void theSettingsOfTheMfaStepAreReadTheSame() {
        List<String> keys = Stream.concat(
                        keys(new AdaptiveMfaAuthenticatorFactory().getConfigProperties()).stream(),
                        Stream.of("codeMinutes"))
                .toList();
        GoldenFile.assertSame("mfa.txt", ReadSettings.of(keys, MfaSettings::parse));
    }

    @Test
    void theSettingsOfTheGateAreReadTheSame() {
        List<String> ofMfaStep = MfaSettings.ALL.stream().map(Setting::key).toList();
        List<String> keys = keys(gate().getConfigMetadata()).stream()
                .filter(key -> !ofMfaStep.contains(key))
                .toList();
        GoldenFile.assertSame("gate.txt", ReadSettings.of(keys, GateSettings::parse));
        assertThat(GateSettings.parse(null)).isEqualTo(GateSettings.parse(Map.of()));
    }

    @Test
    void theSettingsOfSharedLoginsAreReadTheSame() {
        List<String> keys = keys(gate().getConfigMetadata()).stream()
                .filter(key -> key.startsWith("shared"))
                .toList();
        GoldenFile.assertSame("shared-logins.txt", ReadSettings.of(keys, SharingSettings::parse));
        assertThat(SharingSettings.parse(null)).isEqualTo(SharingSettings.parse(Map.of()));
    }

    @Test
    void theSettingsOfTheAccessToAppsAreReadTheSame() {
        List<String> keys = keys(new AppAccessActionFactory().getConfigMetadata());
        GoldenFile.assertSame("app-access.txt", ReadSettings.of(keys, AppAccessSettings::parse));
        assertThat(AppAccessSettings.parse(null)).isEqualTo(AppAccessSettings.parse(Map.of()));
    }

    /** The gate of a Keycloak with all event listeners of the bundle, of which some bring a section of its form. */
    private static MfaGateFactory gate() {
        MfaGateFactory gate = new MfaGateFactory();
        gate.postInit((KeycloakSessionFactory) Proxy.newProxyInstance(
                KeycloakSessionFactory.class.getClassLoader(),
                new Class<?>[] {KeycloakSessionFactory.class},
                (proxy, method, arguments) -> method.getName().equals("getProviderFactoriesStream")
                        ? ours(EventListenerProviderFactory.class)
                        : null));
        return gate;
    }

    private static <T> Stream<T> ours(Class<T> type) {
        return ServiceLoader.load(type).stream()
                .filter(provider -> provider.type().getName().startsWith("dev.gatehouse."))
                .map(ServiceLoader.Provider::get);
    }

    private static String name(Object factory) {
        return factory.getClass().getName();
    }

    /** Without those that Keycloak's own class brings along. */
    private static List<ProviderConfigProperty> properties(List<ProviderConfigProperty> form) {
        return form == null
                ? List.of()
                : form.stream()
                        .filter(property -> property.getLabel().startsWith("gatehouse"))
                        .toList();
    }

    private static List<String> keys(List<ProviderConfigProperty> form) {
        return form.stream().map(ProviderConfigProperty::getName).toList();
    }

    private static String line(ProviderConfigProperty property) {
        return "  "
                + Stream.of(
                                property.getName(),
                                property.getType(),
                                property.getLabel(),
                                property.getHelpText(),
                                defaultValue(property.getDefaultValue()),
                                property.getOptions(),
                                property.isSecret() ? "secret" : "",
                                property.isRequired() ? "required" : "",
                                property.isReadOnly() ? "read-only" : "")
                        .map(String::valueOf)
                        .collect(Collectors.joining(" | "))
                        .replaceAll("( \\| )+$", "")
                + "\n";
    }

    private static String defaultValue(Object value) {
        return value == null
                ? "none"
                : (value instanceof List ? "List" : value.getClass().getSimpleName()) + " " + value;
    }
}
