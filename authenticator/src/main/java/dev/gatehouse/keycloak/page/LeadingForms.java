package dev.gatehouse.keycloak.page;

import dev.gatehouse.keycloak.provider.ReplacedMethod;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.theme.ThemeSettings;
import dev.gatehouse.keycloak.theme.ThemeTexts;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.forms.login.LoginFormsPages;
import org.keycloak.forms.login.freemarker.FreeMarkerLoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.protocol.ClientData;
import org.keycloak.services.messages.Messages;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.AdvancedMessageFormatterMethod;
import org.keycloak.theme.beans.MessageFormatterMethod;
import org.keycloak.utils.MediaTypeMatcher;

/**
 * Keycloak's pages, of which those that only tell something lead on: a login that is over to a new one at the same app, everything else to
 * the app or to the Account Console. In a realm that does not use Gatehouse they are as Keycloak has them.
 */
final class LeadingForms extends FreeMarkerLoginFormsProvider {

    /** What Keycloak says of a login that has ended, or whose cookies are lost. */
    private static final Set<String> TIMED_OUT =
            Set.of(Messages.COOKIE_NOT_FOUND, Messages.EXPIRED_CODE, Messages.SESSION_NOT_ACTIVE);

    private static final String TEMPLATE = "gatehouse-link.ftl";

    LeadingForms(KeycloakSession session) {
        super(session);
    }

    @Override
    public Response createErrorPage(Response.Status status) {
        if (!leads()
                || !isTimedOut()
                || MediaTypeMatcher.isJsonRequest(session.getContext().getRequestHeaders())) {
            return super.createErrorPage(status);
        }
        setStatus(status);
        setAttribute("gatehouseSaying", "TIMED_OUT");
        setAttribute("gatehouseOffer", "NOTHING");
        setAttribute("gatehouseWayOn", app().orElseGet(this::account).toString());
        return createForm(TEMPLATE);
    }

    @Override
    protected void createCommonAttributes(
            Theme theme, Locale locale, Properties texts, UriBuilder base, @Nullable LoginFormsPages page) {
        super.createCommonAttributes(theme, locale, texts, base, page);
        if ((page == LoginFormsPages.ERROR || page == LoginFormsPages.INFO) && leads()) {
            boolean isWithoutApp = attributes.get(Constants.SKIP_LINK) != null;
            Optional<URI> app = isWithoutApp ? Optional.empty() : app();
            app.ifPresent(link -> attributes.put("gatehouseWayOn", link.toString()));
            attributes.put("gatehouseAccount", account().toString());
        }
    }

    /** As Keycloak does, without what only a page needs. */
    @Override
    protected String formatMessage(FormMessage message) {
        Locale locale = session.getContext().resolveLocale(user);
        try {
            return formatMessage(message, ThemeTexts.of(getTheme(), realm, locale), locale);
        } catch (IOException e) {
            throw new UncheckedIOException("The texts of the login theme cannot be read.", e);
        }
    }

    /** As Keycloak does, without copying all texts and without searching the theme's properties for styles among Gatehouse's own. */
    @Override
    protected Properties handleThemeResources(Theme theme, Locale locale) {
        try {
            Properties texts = ThemeTexts.of(theme, realm, locale);
            PageTexts pageTexts = new PageTexts(texts, new HashMap<>(attributes));
            Properties unused = super.handleThemeResources(withoutTexts(theme), locale);
            attributes.put("msg", new MessageFormatterMethod(locale, pageTexts));
            attributes.put("advancedMsg", new AdvancedMessageFormatterMethod(locale, texts));
            return texts;
        } catch (IOException e) {
            // Keycloak logs what cannot be read, and shows the page without it.
            return super.handleThemeResources(theme, locale);
        }
    }

    private static Theme withoutTexts(Theme theme) throws IOException {
        Properties settings = ThemeSettings.of(theme);
        Theme silent = ReplacedMethod.of(Theme.class, theme, "getEnhancedMessages", Properties::new);
        return ReplacedMethod.of(Theme.class, silent, "getProperties", () -> settings);
    }

    private boolean leads() {
        return realm != null && GatehouseRealm.of(realm).isGatehouseUsed();
    }

    private boolean isTimedOut() {
        return messages != null
                && messages.stream().map(FormMessage::getMessage).anyMatch(TIMED_OUT::contains);
    }

    private Optional<URI> app() {
        ClientModel app = session.getContext().getClient();
        return AppLinks.of(session, app, requestedRedirect());
    }

    /** What the request says of the app's own; anybody can write it. */
    private String requestedRedirect() {
        String parameter = session.getContext().getUri().getQueryParameters().getFirst(Constants.CLIENT_DATA);
        try {
            ClientData data = ClientData.decodeClientDataFromParameter(parameter);
            return data == null ? "" : Objects.requireNonNullElse(data.getRedirectUri(), "");
        } catch (IOException | RuntimeException damaged) {
            return "";
        }
    }

    private URI account() {
        return AppLinks.account(session.getContext().getUri().getBaseUri(), realm);
    }
}
