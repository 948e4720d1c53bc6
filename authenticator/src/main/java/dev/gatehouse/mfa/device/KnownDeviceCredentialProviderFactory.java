package dev.gatehouse.mfa.device;

import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Creates {@link KnownDeviceCredentialProvider}s. */
public final class KnownDeviceCredentialProviderFactory
        implements CredentialProviderFactory<CredentialProvider<KnownDeviceCredential>> {

    @Override
    public String getId() {
        return KnownDeviceCredential.TYPE;
    }

    @Override
    public CredentialProvider<KnownDeviceCredential> create(KeycloakSession session) {
        return new KnownDeviceCredentialProvider(session);
    }
}
