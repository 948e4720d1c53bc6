package dev.gatehouse.login;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.signals.CountryDatabase;
import dev.gatehouse.signals.CountryDatabaseOwner;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** The door of the browser flow and of flows after an identity provider. */
public final class AdaptiveMfaAuthenticatorFactory extends SecondStepFactory implements CountryDatabaseOwner {

    static final String ID = SecondStep.IN_BROWSER;

    private static final String COUNTRY_DATABASE_OPTION = "country-database";

    private CountryDatabase countries;

    /** The country database, opened once and used behind every door. */
    static CountryDatabase countries(KeycloakSession session) {
        return ((AdaptiveMfaAuthenticatorFactory) session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, ID)).countries;
    }

    @Override
    public CountryDatabase countries() {
        return countries;
    }

    @Override
    public void init(Config.Scope config) {
        String file = config.get(COUNTRY_DATABASE_OPTION);
        countries = file == null ? CountryDatabase.shipped() : CountryDatabase.file(file);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new AdaptiveMfaAuthenticator(this);
    }

    @Override
    public String getDisplayType() {
        return "Gatehouse: security code for suspicious logins";
    }

    @Override
    public String getHelpText() {
        return "Asks for a second factor when a login looks suspicious: the strongest that the user has, else a security code by email. Place it after the password as REQUIRED.";
    }
}
