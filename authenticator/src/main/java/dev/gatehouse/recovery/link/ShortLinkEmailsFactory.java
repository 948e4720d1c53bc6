package dev.gatehouse.recovery.link;

import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Makes {@link ShortLinkEmails}, in place of Keycloak's emails and under their id. */
public final class ShortLinkEmailsFactory extends FreeMarkerEmailTemplateProviderFactory {

    /** The server's option, in days, 0 for no renewal: {@code --spi-email-template--freemarker--gatehouse-link-days}. */
    static final String OPTION = "gatehouseLinkDays";

    static final int DEFAULT_DAYS = 7;
    private static final int MOST_DAYS = 90;

    private static final Logger LOG = Logger.getLogger(ShortLinkEmailsFactory.class);

    private Duration longest = Duration.ofDays(DEFAULT_DAYS);

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        longest = Duration.ofDays(days(config));
    }

    private static int days(Config.Scope config) {
        Integer days = null;
        try {
            days = config.getInt(OPTION, DEFAULT_DAYS);
        } catch (IllegalArgumentException notANumber) {
            // reported below
        }
        if (days != null && days >= 0 && days <= MOST_DAYS) {
            return days;
        }
        LOG.errorf(
                "GATEHOUSE-729 The option %s must be a number from 0 to %d; %d applies",
                OPTION, MOST_DAYS, DEFAULT_DAYS);
        return DEFAULT_DAYS;
    }

    @Override
    public EmailTemplateProvider create(KeycloakSession session) {
        return new ShortLinkEmails(session, longest);
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }
}
