package dev.gatehouse.access;

import dev.gatehouse.access.AppAccess.Admission;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.grant.EmailedLinkLogin;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.keycloak.text.AppName;
import dev.gatehouse.keycloak.text.SupportContact;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Refuses users who may not enter an app, and shows them where to get theirs. No session is opened for the app. */
final class AppAccessAction implements RequiredActionProvider {

    /** The button of a user who has another account for the app. */
    private static final String ANOTHER = "another";

    /** Keycloak skips a due action that an app names and that does not support it. */
    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        GatehouseRequiredActions.forgetInitiated(login);
        if (EmailedLinkLogin.endsWithoutSession(login, context.getUser()) || decide(context) == Admission.ADMITTED) {
            login.removeRequiredAction(AppAccess.ACTION);
        } else {
            login.addRequiredAction(AppAccess.ACTION);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Admission admission = decide(context);
        if (admission == Admission.ADMITTED) {
            context.success();
            return;
        }
        boolean isForOthers = admission == Admission.FOR_OTHERS;
        context.getEvent()
                .clone()
                .event(EventType.LOGIN)
                .user(context.getUser())
                .error(isForOthers ? GatehouseEvents.APP_ACCESS_DENIED : GatehouseEvents.APP_ACCESS_MISCONFIGURED);
        (isForOthers ? Refusal.APP_ACCESS : Refusal.APP_ACCESS_MISCONFIGURED)
                .count(context.getRealm().getName());
        context.challenge(wantsPage(context) ? page(context, admission) : json());
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (context.getHttpRequest().getDecodedFormParameters().containsKey(ANOTHER)) {
            AuthenticationSessionModel login = context.getAuthenticationSession();
            LoginRestart.forAnotherAccount(login);
            // Ends the session of the browser too, which would lead back here.
            context.challenge(
                    Response.seeOther(LoginRestart.url(context.getSession(), context.getRealm(), login, false))
                            .build());
        } else {
            requiredActionChallenge(context);
        }
    }

    private static Admission decide(RequiredActionContext context) {
        return new AppAccess(context.getSession(), context.getRealm())
                .decide(context.getUser(), context.getAuthenticationSession().getClient());
    }

    private static boolean wantsPage(RequiredActionContext context) {
        String accepted = context.getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.ACCEPT);
        return accepted == null
                || accepted.contains(MediaType.TEXT_HTML)
                || !accepted.contains(MediaType.APPLICATION_JSON);
    }

    private static Response json() {
        return Response.status(Response.Status.FORBIDDEN)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(
                        OAuthErrorException.ACCESS_DENIED, "This account may not use this app."))
                .build();
    }

    private static Response page(RequiredActionContext context, Admission admission) {
        AppAccess access = new AppAccess(context.getSession(), context.getRealm());
        AppAccessSettings settings = access.settings();
        if (admission == Admission.FOR_OTHERS && settings.redirect().isPresent()) {
            return Response.seeOther(settings.redirect().get()).build();
        }
        ClientModel client = context.getAuthenticationSession().getClient();
        Map<String, String> links = new LinkedHashMap<>();
        settings.links().forEach((platform, link) -> links.put(platform, link.toString()));
        String userAgent = context.getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.USER_AGENT);
        String platform = Stream.of(AppPlatform.of(userAgent), AppPlatform.WEB)
                .map(AppPlatform::key)
                .filter(links::containsKey)
                .findFirst()
                .orElse("");
        LoginFormsProvider form = context.form();
        return form.setAttribute("gatehouseApp", AppName.of(client, form))
                .setAttribute("gatehousePeople", listed(form, access.people()))
                .setAttribute("gatehouseLinks", links)
                .setAttribute("gatehouseMisconfigured", admission == Admission.MISCONFIGURED)
                .setAttribute("gatehouseSupport", SupportContact.of(context.getSession(), form))
                .setAttribute("gatehousePlatform", platform)
                .createForm("gatehouse-get-the-app.ftl");
    }

    /**
     * The names in a sentence in the language of the page. A name is translated if there is a text {@code gatehouseAppPeople_NAME}, which
     * a realm can add.
     */
    private static String listed(LoginFormsProvider form, List<String> names) {
        List<String> translated = names.stream()
                .map(name -> {
                    String key = "gatehouseAppPeople_" + name;
                    String text = form.getMessage(key);
                    return text == null || text.equals(key) ? name : text;
                })
                .toList();
        int last = translated.size() - 1;
        if (last < 1) {
            return String.join("", translated);
        }
        return form.getMessage(
                "gatehouseAppPeopleLast",
                String.join(form.getMessage("gatehouseAppPeopleSeparator"), translated.subList(0, last)),
                translated.get(last));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
