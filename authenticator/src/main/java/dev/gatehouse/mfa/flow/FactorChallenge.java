package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.factor.Factor;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.forms.login.LoginFormsProvider;

/**
 * A login that is asked for a factor.
 *
 * @param loginContext the way in
 * @param mfa the second step
 * @param loginKey whose login it is
 * @param factor what is asked for
 * @param others what the person may choose in its place
 * @param isForChange whether the person is asked because of a change of factors
 */
record FactorChallenge(LoginContext loginContext, AdaptiveMfaService mfa, LoginKey loginKey, Factor factor, List<Factor> others, boolean isForChange) {

    private static final String BOX_SHARED_COMPUTER = "sharedComputer";

    FactorChallenge {
        others = List.copyOf(others);
    }

    /** Whether the person has said that others use this computer too. */
    static boolean isShared(MultivaluedMap<String, String> form) {
        return form.containsKey(BOX_SHARED_COMPUTER);
    }

    /**
     * A page with what the pages of all factors have.
     *
     * @param isShared whether the box for shared computers is ticked
     */
    LoginFormsProvider form(boolean isShared) {
        return loginContext.form()
                .setAttribute("gatehouseSharedComputer", isShared)
                .setAttribute("gatehouseForChange", isForChange)
                .setAttribute("gatehouseOtherFactors", others.stream().map(Factor::id).toList());
    }

    /** Times as the person reads them. */
    LocalizedTimes times() {
        return LocalizedTimes.of(loginContext.user(), loginContext.session().getContext().resolveLocale(loginContext.user()));
    }

    /** The factor was proven: the login goes on. */
    void pass(MfaEvidence evidence, boolean isShared) {
        LoginMetrics.accepted(loginContext.realm(), factor);
        PendingLogins.secure(loginContext, mfa, evidence, isShared);
        loginContext.passWith(factor.credentialType());
    }

    /** The answer was not accepted: raises the event, and shows the page again. */
    void retry(RejectedAnswer rejected, Response page) {
        LoginEvents.rejected(loginContext, rejected, factor);
        loginContext.show(page);
    }
}
