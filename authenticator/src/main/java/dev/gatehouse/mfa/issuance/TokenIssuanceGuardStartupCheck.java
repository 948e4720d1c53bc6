package dev.gatehouse.mfa.issuance;

import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.provider.ProviderFactory;

/** Logs at server start whether the token issuance guard is in force. */
public final class TokenIssuanceGuardStartupCheck {

    private static final Logger LOG = Logger.getLogger(TokenIssuanceGuardStartupCheck.class);

    private static final List<String> PROTOCOLS =
            List.of(OIDCLoginProtocol.LOGIN_PROTOCOL, SamlProtocol.LOGIN_PROTOCOL);

    private TokenIssuanceGuardStartupCheck() {}

    /** The protocols for which the token issuance guard is not in force on this server. */
    public static List<String> unguarded(KeycloakSessionFactory sessions) {
        return PROTOCOLS.stream()
                .filter(protocol -> !(sessions.getProviderFactory(LoginProtocol.class, protocol)
                                instanceof GuardedProtocolFactory guarded
                        && guarded.isOn()))
                .toList();
    }

    /** Registers the check of each protocol, which runs once the server has started. */
    public static void logAtStart(KeycloakSessionFactory sessions) {
        sessions.register(event -> {
            if (event instanceof PostMigrationEvent) {
                PROTOCOLS.forEach(
                        protocol -> log(protocol, sessions.getProviderFactory(LoginProtocol.class, protocol)));
            }
        });
    }

    private static void log(String protocol, @Nullable ProviderFactory<LoginProtocol> inForce) {
        if (!(inForce instanceof GuardedProtocolFactory guarded)) {
            LOG.errorf(
                    "GATEHOUSE-903 The token issuance guard is not active for %s, because another extension provides the protocol: %s. Logins may end without a second "
                            + "factor at an endpoint that evaluates no required actions. Remove that extension, or make it extend Gatehouse's class",
                    protocol, inForce == null ? "nothing" : inForce.getClass().getName());
        } else if (!guarded.isOn()) {
            LOG.warnf(
                    "GATEHOUSE-902 The token issuance guard was switched off for %s by the option spi-login-protocol--%s--%s. Required actions and client policies "
                            + "are the only protection; switch it on again as soon as you can",
                    protocol, protocol, GuardedProtocolFactory.OPTION);
        } else {
            LOG.infof("GATEHOUSE-901 The token issuance guard is active for %s", protocol);
        }
    }
}
