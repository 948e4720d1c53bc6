package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.config.ServerSwitch;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.text.MaskedEmail;
import dev.gatehouse.keycloak.text.SupportContact;
import dev.gatehouse.mfa.decision.SecurityStampRotation;
import dev.gatehouse.notification.email.EmailInterval;
import dev.gatehouse.recovery.token.ResetRequest;
import dev.gatehouse.recovery.token.ResetRequestStore;
import dev.gatehouse.recovery.token.ReturnTarget;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Replaces Keycloak's action to update a password, under the same id. If a signed-in user requests a new password, an email with a link is
 * sent; nothing changes until the link is opened, or the code in the email typed, and the form behind it submitted. That holds where Gatehouse's reset flow is bound or an
 * admin has switched the confirmation on, and the realm can send emails. Everywhere else it behaves like Keycloak's action.
 */
public final class ConfirmedUpdatePassword extends UpdatePassword implements SettingsForm {

    private static final Setting<Boolean> CONFIRM =
            Setting.of("gatehouseConfirmByEmail", SettingType.protection(), "true");

    private static final String TEMPLATE = "gatehouse-change-password.ftl";
    private static final String REQUEST_NOTE = "gatehouse.change";
    private static final String SEND = "send";

    /** The value of the button if the page's script has pressed it. */
    private static final String SENT_BY_PAGE = "opened";

    /** Tells whether the user has activated the page load (https://www.w3.org/TR/fetch-metadata/#sec-fetch-user-header). */
    private static final String FETCH_USER = "Sec-Fetch-User";

    private static final String CODE = "code";
    private static final String SIGN_OUT_OTHERS = "logout-sessions";

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(CONFIRM);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        List<ProviderConfigProperty> properties = new ArrayList<>(RequiredActionFactory.MAX_AUTH_AGE_CONFIG_PROPERTIES);
        properties.addAll(properties());
        return properties;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        GatehouseRequiredActions.forgetInitiated(context.getAuthenticationSession());
        super.evaluateTriggers(context);
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (isToBeConfirmed(context)) {
            show(context);
        } else {
            if (GatehouseRealm.of(context.getRealm()).isGatehouseUsed()
                    || PasswordPolicyHints.hasOwn(context.getRealm())) {
                showPolicy(context);
            }
            super.requiredActionChallenge(context);
        }
    }

    /** Keycloak's form can show the rules only as a message. The form is the same object throughout the request. */
    private static void showPolicy(RequiredActionContext context) {
        LoginFormsProvider form = context.form();
        PasswordPolicyHints rules =
                PasswordPolicyHints.of(context.getSession(), context.getRealm(), context.getUser(), form);
        rules.showIn(form);
        if (!rules.texts().isEmpty()) {
            form.setInfo(
                    "gatehousePasswordChoose",
                    String.join(form.getMessage("gatehousePasswordRuleSeparator"), rules.texts()));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (!isToBeConfirmed(context)) {
            super.processAction(context);
            secureIfOthersAreSignedOut(context);
            return;
        }
        RecoveryService recovery = new RecoveryService(context.getSession(), context.getRealm());
        ResetRequest resetRequest = requestOf(context);
        MultivaluedMap<String, String> typed = context.getHttpRequest().getDecodedFormParameters();
        // A password that is posted anyway is ignored: accepting it would bypass the mailbox.
        if (isOver(context, recovery, resetRequest)) {
            show(context);
        } else if (SENT_BY_PAGE.equals(typed.getFirst(SEND))
                && !recovery.hasSpare(context.getUser(), resetRequest.purpose())) {
            show(context);
        } else if (typed.containsKey(SEND)) {
            RecoveryService.Request request = recovery.request(resetRequest, context.getUser());
            context.challenge(page(context, requestOf(context), Optional.of(request)));
        } else if (typed.containsKey(CODE) && resetRequest.requestedAt().isPresent()) {
            enter(context, recovery, resetRequest, typed.getFirst(CODE));
        } else {
            show(context);
        }
    }

    /** Shows the action in its current state. Sends nothing: any page can make a browser load this one. */
    private static void show(RequiredActionContext context) {
        RecoveryService recovery = new RecoveryService(context.getSession(), context.getRealm());
        ResetRequest resetRequest = requestOf(context);
        if (ReadOnlyPassword.isOf(context.getRealm(), context.getUser())) {
            context.challenge(notHere(context));
        } else if (!isDone(recovery, resetRequest)) {
            context.challenge(page(context, resetRequest, Optional.empty()));
        } else if (context.getUriInfo().getQueryParameters().containsKey(ChangeReturn.SEEN)) {
            context.success();
        } else {
            context.challenge(
                    redirect(context, RecoveryUrls.FORGOT, resetRequest.page().printed()));
        }
    }

    /** Whether nothing can be requested or typed any more. */
    private static boolean isOver(RequiredActionContext context, RecoveryService recovery, ResetRequest resetRequest) {
        return isDone(recovery, resetRequest) || ReadOnlyPassword.isOf(context.getRealm(), context.getUser());
    }

    private static boolean isDone(RecoveryService recovery, ResetRequest resetRequest) {
        return resetRequest.requestedAt().isPresent() && recovery.requests().isDone(resetRequest);
    }

    private static void enter(
            RequiredActionContext context, RecoveryService recovery, ResetRequest resetRequest, String text) {
        CodeEntry.Result result = new CodeEntry(recovery, resetRequest.page()).enter(text);
        switch (result.kind()) {
            case OPENED ->
                context.challenge(
                        redirect(context, ((CodeEntry.Opened) result).link().printed()));
            case REFUSED -> {
                context.form().addError(new FormMessage(CODE, ((CodeEntry.Refused) result).message()));
                context.challenge(page(context, resetRequest, Optional.empty()));
            }
        }
    }

    private static Response redirect(RequiredActionContext context, String... path) {
        return Response.seeOther(RecoveryUrls.of(context.getUriInfo().getBaseUri(), context.getRealm(), path))
                .build();
    }

    /** A user who signs other sessions out also wants to revoke the logins that were begun before. */
    private static void secureIfOthersAreSignedOut(RequiredActionContext context) {
        boolean isWanted = context.getHttpRequest().getDecodedFormParameters().containsKey(SIGN_OUT_OTHERS);
        if (isWanted
                && context.getStatus() == RequiredActionContext.Status.SUCCESS
                && GatehouseRealm.of(context.getRealm()).isGateEnabled()) {
            new SecurityStampRotation(context.getSession(), context.getRealm(), context.getUser())
                    .sparing(context.getAuthenticationSession());
        }
    }

    /** Whether the user has requested a new password, nothing obliges the user to set one, and the user can confirm it by email. */
    private static boolean isToBeConfirmed(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        UserModel user = context.getUser();
        String action = UserModel.RequiredAction.UPDATE_PASSWORD.name();
        boolean isWanted = action.equals(login.getClientNote(Constants.KC_ACTION_EXECUTING))
                && !Boolean.parseBoolean(login.getClientNote(Constants.KC_ACTION_ENFORCED));
        boolean isObliged = user.getRequiredActionsStream().anyMatch(action::equals)
                || login.getRequiredActions().contains(action);
        boolean canConfirm = user.getEmail() != null
                && !user.getEmail().isBlank()
                && user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
        return isWanted
                && !isObliged
                && canConfirm
                && isSwitchedOn(context)
                // The user could never change the password.
                && GatehouseRealm.of(context.getRealm()).hasMailServer();
    }

    private static boolean isSwitchedOn(RequiredActionContext context) {
        return SavedConfig.ofAction(context.getRealm(), UserModel.RequiredAction.UPDATE_PASSWORD.name())
                .map(config -> config.get(CONFIRM.key()))
                .map(ServerSwitch::isOn)
                .orElseGet(() -> GatehouseRealm.of(context.getRealm())
                        .recoveryExecution()
                        .isPresent());
    }

    /** The reset request of this tab. */
    private static ResetRequest requestOf(RequiredActionContext context) {
        KeycloakSession session = context.getSession();
        ResetRequestStore requests = new RecoveryService(session, context.getRealm()).requests();
        AuthenticationSessionModel login = context.getAuthenticationSession();
        ReturnTarget here = ForgotPasswordAuthenticator.returnTargetOf(login);
        return Optional.ofNullable(login.getAuthNote(REQUEST_NOTE))
                .flatMap(requests::find)
                // Another tab may have opened the same page since.
                .map(found -> found.requestedAt().isPresent() ? found : found.returningTo(here))
                .orElseGet(() -> {
                    ResetRequest opened = requests.openOfChange(
                            RealmSecret.active(session, context.getRealm()),
                            here,
                            context.getUser().getId(),
                            EmailInterval.of(session));
                    login.setAuthNote(REQUEST_NOTE, opened.page().printed());
                    return opened;
                });
    }

    private static Response page(
            RequiredActionContext context, ResetRequest resetRequest, Optional<RecoveryService.Request> request) {
        boolean isWaiting = resetRequest.requestedAt().isPresent();
        LoginFormsProvider form = context.form()
                .setAttribute(
                        "gatehouseAddress", MaskedEmail.of(context.getUser().getEmail()))
                .setAttribute("gatehouseWaiting", isWaiting)
                // The page sends once by itself, and never again after it was refused.
                .setAttribute("gatehouseSendNow", !isWaiting && request.isEmpty() && maySendNow(context, resetRequest));
        if (isWaiting) {
            ForgotPasswordPage.showWaiting(context.getSession(), context.getRealm(), form, resetRequest);
        }
        OwnAddress.changeUrl(context.getSession(), context.getRealm(), context.getUser())
                .ifPresent(url -> form.setAttribute("gatehouseOtherAddress", url.toString()));
        request.flatMap(ConfirmedUpdatePassword::problem)
                .ifPresent(problem -> form.setAttribute("gatehouseProblem", problem));
        request.filter(RecoveryService.Request.TooSoon.class::isInstance)
                .map(RecoveryService.Request.TooSoon.class::cast)
                .ifPresent(tooSoon -> form.setAttribute("gatehouseWait", tooSoon.secondsFrom(KeycloakClock.now())));
        return form.createForm(TEMPLATE);
    }

    /** Whether the page may send by itself: any site can make a browser open it, but the browser tells whether its user did so. */
    private static boolean maySendNow(RequiredActionContext context, ResetRequest resetRequest) {
        HttpHeaders headers = context.getHttpRequest().getHttpHeaders();
        return "?1".equals(headers.getHeaderString(FETCH_USER))
                && new RecoveryService(context.getSession(), context.getRealm())
                        .hasSpare(context.getUser(), resetRequest.purpose());
    }

    private static Response notHere(RequiredActionContext context) {
        LoginFormsProvider form = context.form();
        return form.setAttribute("gatehouseNotHere", true)
                .setAttribute("gatehouseWaiting", false)
                .setAttribute("gatehouseSendNow", false)
                .setAttribute("gatehouseSupport", SupportContact.of(context.getSession(), form))
                .createForm(TEMPLATE);
    }

    private static Optional<String> problem(RecoveryService.Request request) {
        return switch (request.kind()) {
            case ACCEPTED -> Optional.empty();
            case TOO_MANY -> Optional.of("gatehouseChangeTooMany");
            case TOO_SOON -> Optional.of("gatehouseChangeTooSoon");
            case BUSY, NO_MAIL -> Optional.of("gatehouseChangeNoMail");
        };
    }
}
