package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.LoginRequirement;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.MailboxEvidence;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.RiskDecision;
import java.util.Optional;

/** The MFA step where no page can be shown: it decides and records as everywhere, but a login that is to be challenged does not pass. */
final class SilentStep {

    private SilentStep() {}

    /**
     * Decides about a login, and secures it if it passes.
     *
     * @return the decision: only {@link MfaDecision.Kind#ALLOW} and {@link MfaDecision.Kind#WOULD_CHALLENGE} let it pass
     */
    static MfaDecision.Kind decide(LoginContext loginContext, AdaptiveMfaService mfa) {
        LoginListener.keepLogin(loginContext.session(), loginContext.authSession());
        new LoginSecurityStamp(loginContext.session(), loginContext.authSession()).begin(loginContext.user());
        LoginKey loginKey = loginContext.loginKey();
        LoginRequirement requirement = mfa.requirement(loginKey, loginContext.authSession());
        Optional<MfaEvidence> alreadyMet = mfa.requirementAlreadyMet(requirement);
        if (alreadyMet.isPresent()) {
            PendingLogins.secure(loginContext, mfa, alreadyMet.get(), false);
            return MfaDecision.Kind.ALLOW;
        }
        RiskDecision riskDecision = mfa.decide(requirement);
        PendingLogins.keep(loginContext, riskDecision);
        MfaDecision decision = riskDecision.decision();
        boolean isShared = false;
        Optional<MfaEvidence> evidence =
                switch (decision.kind()) {
                    case ALLOW -> Optional.of(mfa.passed(loginKey, (MfaDecision.Allow) decision));
                    case WOULD_CHALLENGE -> {
                        Optional<MailboxEvidence> mailbox = mfa.takeMailbox(requirement);
                        isShared = mailbox.filter(MailboxEvidence::isShared).isPresent();
                        yield mailbox.map(MailboxEvidence::evidence)
                                .or(() -> Optional.of(mfa.passed(loginKey, (MfaDecision.WouldChallenge) decision)));
                    }
                    case CHALLENGE, DENY -> Optional.empty();
                };
        if (evidence.isPresent()) {
            PendingLogins.secure(loginContext, mfa, evidence.get(), isShared);
        }
        return decision.kind();
    }
}
