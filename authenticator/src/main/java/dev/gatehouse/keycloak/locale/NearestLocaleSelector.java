package dev.gatehouse.keycloak.locale;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.locale.DefaultLocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RealmModelDelegate;

/**
 * Keycloak's selection of the language, in which another region of a language counts before the realm's default: in realms that use
 * Gatehouse. Other realms keep Keycloak's selection.
 */
final class NearestLocaleSelector extends DefaultLocaleSelectorProvider {

    NearestLocaleSelector(KeycloakSession session) {
        super(session);
    }

    /** Keycloak has another method that leads here. */
    @Override
    public Locale resolveLocale(RealmModel realm, @Nullable UserModel user, boolean ignoreAcceptLanguageHeader) {
        if (!realm.isInternationalizationEnabled() || !GatehouseRealm.of(realm).isGatehouseUsed()) {
            return super.resolveLocale(realm, user, ignoreAcceptLanguageHeader);
        }
        NearestLocales locales = NearestLocales.of(realm);
        return locales.nearest(found(new AllRegions(realm, locales), user, ignoreAcceptLanguageHeader));
    }

    /**
     * A header that cannot be read counts as none: Keycloak's reader throws one of several exceptions, and pages of errors need a language too.
     * Any other failure happens again.
     */
    private Locale found(RealmModel realm, @Nullable UserModel user, boolean ignoreAcceptLanguageHeader) {
        try {
            return super.resolveLocale(realm, user, ignoreAcceptLanguageHeader);
        } catch (RuntimeException unreadable) {
            if (ignoreAcceptLanguageHeader) {
                throw unreadable;
            }
            return super.resolveLocale(realm, user, true);
        }
    }

    /** A realm that supports all regions of its languages. */
    private static final class AllRegions extends RealmModelDelegate {

        private final NearestLocales locales;

        AllRegions(RealmModel realm, NearestLocales locales) {
            super(realm);
            this.locales = locales;
        }

        @Override
        public Stream<String> getSupportedLocalesStream() {
            return locales.tags().stream();
        }
    }
}
