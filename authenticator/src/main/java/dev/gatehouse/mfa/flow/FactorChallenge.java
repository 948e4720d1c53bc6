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
 * @param door the way in
 * @param step the second step
 * @param subject whose login it is
 * @param factor what is asked for
 * @param others what the person may choose in its place
 * @param isForChange whether the person is asked because of a change of factors
 */
record FactorChallenge(LoginContext door, AdaptiveMfaService step, LoginKey subject, Factor factor, List<Factor> others, boolean isForChange) {

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
        return door.form()
                .setAttribute("gatehouseSharedComputer", isShared)
                .setAttribute("gatehouseForChange", isForChange)
                .setAttribute("gatehouseOtherFactors", others.stream().map(Factor::id).toList());
    }

    /** Times as the person reads them. */
    LocalizedTimes times() {
        return LocalizedTimes.of(door.user(), door.session().getContext().resolveLocale(door.user()));
    }

    /** The factor was proven: the login goes on. */
    void pass(MfaEvidence proof, boolean isShared) {
        LoginMetrics.accepted(door.realm(), factor);
        PendingLogins.secure(door, step, proof, isShared);
        door.passWith(factor.credentialType());
    }

    /** The answer was not accepted: tells the event, and shows the page again. */
    void again(String error, Response page) {
        LoginEvents.error(door, error, factor);
        door.show(page);
    }
}
