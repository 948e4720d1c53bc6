package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.config.ServerSwitch;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.config.SettingsForm;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.text.MaskedEmail;
import dev.gatehouse.mfa.decision.SecurityStampRotation;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetRequest;
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
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's action to update a password, in its place and under its id. Where a person who is signed in asks for it, a mailed link
 * leads to the new password; until that is opened and submitted nothing changes. Everywhere else, where the admin has switched
 * the confirmation off, and in a realm that uses nothing of Gatehouse, it is Keycloak's own.
 */
public final class ConfirmedUpdatePassword extends UpdatePassword implements SettingsForm {

    private static final Setting<Boolean> CONFIRM = Setting.of("gatehouseConfirmByEmail", SettingType.protection(), "true");

    private static final String TEMPLATE = "gatehouse-change-password.ftl";
    private static final String ASK = "gatehouse.change";
    private static final String SEND = "send";
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
            context.challenge(page(context, ask(context), Optional.empty()));
        } else {
            if (GatehouseRealm.of(context.getRealm()).isGatehouseUsed() || PasswordPolicyHints.hasOwn(context.getRealm())) {
                showPolicy(context);
            }
            super.requiredActionChallenge(context);
        }
    }

    /** Keycloak's own form has no place for the rules but that of a message; the form is the same object for as long as the request lasts. */
    private static void showPolicy(RequiredActionContext context) {
        LoginFormsProvider form = context.form();
        PasswordPolicyHints rules = PasswordPolicyHints.of(context.getSession(), context.getRealm(), context.getUser(), form);
        rules.showIn(form);
        if (!rules.texts().isEmpty()) {
            form.setInfo("gatehousePasswordChoose", String.join(form.getMessage("gatehousePasswordRuleSeparator"), rules.texts()));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (!isToBeConfirmed(context)) {
            super.processAction(context);
            secureIfOthersAreSignedOut(context);
            return;
        }
        MultivaluedMap<String, String> typed = context.getHttpRequest().getDecodedFormParameters();
        ResetRequest resetRequest = ask(context);
        // A password that is posted all the same is passed over: it would need no mailbox.
        Optional<RecoveryService.Request> request = typed.containsKey(SEND)
                ? Optional.of(new RecoveryService(context.getSession(), context.getRealm()).request(resetRequest, context.getUser()))
                : Optional.empty();
        context.challenge(page(context, ask(context), request));
    }

    /** Whoever signs others out wants nobody to get in by what was begun before either. */
    private static void secureIfOthersAreSignedOut(RequiredActionContext context) {
        boolean isWanted = context.getHttpRequest().getDecodedFormParameters().containsKey(SIGN_OUT_OTHERS);
        if (isWanted && context.getStatus() == RequiredActionContext.Status.SUCCESS
                && GatehouseRealm.of(context.getRealm()).isGateEnabled()) {
            new SecurityStampRotation(context.getSession(), context.getRealm(), context.getUser()).sparing(context.getAuthenticationSession());
        }
    }

    /** Whether the person, and nobody else, wants a new password, and could confirm it. */
    private static boolean isToBeConfirmed(RequiredActionContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        UserModel user = context.getUser();
        String action = UserModel.RequiredAction.UPDATE_PASSWORD.name();
        boolean isWanted = action.equals(login.getClientNote(Constants.KC_ACTION_EXECUTING))
                && !Boolean.parseBoolean(login.getClientNote(Constants.KC_ACTION_ENFORCED));
        boolean isObliged = user.getRequiredActionsStream().anyMatch(action::equals) || login.getRequiredActions().contains(action);
        boolean canConfirm = user.getEmail() != null && !user.getEmail().isBlank()
                && user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
        return isWanted && !isObliged && canConfirm && isSwitchedOn(context);
    }

    private static boolean isSwitchedOn(RequiredActionContext context) {
        return SavedConfig.ofAction(context.getRealm(), UserModel.RequiredAction.UPDATE_PASSWORD.name())
                .map(config -> config.get(CONFIRM.key()))
                .map(ServerSwitch::isOn)
                .orElseGet(() -> GatehouseRealm.of(context.getRealm()).isGatehouseUsed());
    }

    /** The page of this tab. */
    private static ResetRequest ask(RequiredActionContext context) {
        RecoveryService recovery = new RecoveryService(context.getSession(), context.getRealm());
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return Optional.ofNullable(login.getAuthNote(ASK)).flatMap(recovery.asks()::find).orElseGet(() -> {
            ResetRequest opened = recovery.asks().open(ForgotPasswordAuthenticator.returnTargetOf(login), Optional.empty(), LinkPurpose.CHANGE);
            login.setAuthNote(ASK, opened.page().printed());
            return opened;
        });
    }

    private static Response page(RequiredActionContext context, ResetRequest resetRequest, Optional<RecoveryService.Request> request) {
        LoginFormsProvider form = context.form()
                .setAttribute("gatehouseAddress", MaskedEmail.of(context.getUser().getEmail()))
                .setAttribute("gatehouseWaiting", resetRequest.requestedAt().isPresent());
        request.flatMap(ConfirmedUpdatePassword::problem).ifPresent(problem -> form.setAttribute("gatehouseProblem", problem));
        request.filter(RecoveryService.Request.TooSoon.class::isInstance).map(RecoveryService.Request.TooSoon.class::cast)
                .ifPresent(tooSoon -> form.setAttribute("gatehouseWait", tooSoon.secondsFrom(KeycloakClock.now())));
        return form.createForm(TEMPLATE);
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
