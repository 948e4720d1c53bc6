package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.text.AppName;
import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.keycloak.text.PageTime;
import dev.gatehouse.keycloak.text.RoundedDuration;
import dev.gatehouse.keycloak.text.SupportContact;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.factor.Factor;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;

/**
 * A challenge for one factor in a login.
 *
 * @param loginContext the login in its flow or required action
 * @param mfa the MFA step
 * @param loginKey identifies the login
 * @param factor the challenged factor
 * @param others the factors that the user may choose instead
 * @param isForChange whether the challenge protects a change of factors
 */
record FactorChallenge(
        LoginContext loginContext,
        AdaptiveMfaService mfa,
        LoginKey loginKey,
        Factor factor,
        List<Factor> others,
        boolean isForChange) {

    private static final String BOX_SHARED_COMPUTER = "sharedComputer";

    FactorChallenge {
        others = List.copyOf(others);
    }

    /** Whether the user has ticked that others use this computer too. */
    static boolean isShared(MultivaluedMap<String, String> form) {
        return form.containsKey(BOX_SHARED_COMPUTER);
    }

    /**
     * A page with the attributes that the pages of all factors share.
     *
     * @param isShared whether the box for shared computers is ticked
     */
    LoginFormsProvider form(boolean isShared) {
        LoginFormsProvider form = loginContext.form();
        return form.setAttribute("gatehouseSupport", SupportContact.of(loginContext.session(), form))
                .setAttribute("gatehouseSharedComputer", isShared)
                .setAttribute(
                        "gatehouseApp", AppName.of(loginContext.authSession().getClient(), form))
                .setAttribute("gatehouseForChange", isForChange)
                .setAttribute(
                        "gatehouseOtherFactors", others.stream().map(Factor::id).toList());
    }

    /** A time of the near future, for the page. */
    Map<String, String> time(Instant instant) {
        LocalizedTimes times = LocalizedTimes.of(
                loginContext.user(), loginContext.session().getContext().resolveLocale(loginContext.user()));
        return PageTime.soon(times, KeycloakClock.now(), instant);
    }

    /** How long it is until then, as a part of a sentence of the page. */
    String wait(Instant instant) {
        return RoundedDuration.between(KeycloakClock.now(), instant).in(loginContext.form());
    }

    /** Lets the login continue after the factor was verified. */
    void pass(MfaEvidence evidence, boolean isShared) {
        LoginMetrics.accepted(loginContext, factor);
        PendingLogins.secure(loginContext, mfa, evidence, isShared);
        loginContext.passWith(factor.credentialType());
    }

    /** Raises the event of a rejected answer and shows the page again. */
    void retry(RejectedAnswer rejected, Response page) {
        LoginEvents.rejected(loginContext, rejected, factor);
        loginContext.show(page);
    }
}
