package dev.gatehouse.admin.whatif;

import dev.gatehouse.mfa.decision.DecidingStep;
import dev.gatehouse.mfa.decision.HypotheticalDecision;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaMode;
import dev.gatehouse.mfa.decision.MfaRequirement;
import dev.gatehouse.mfa.decision.RiskDecision;
import java.util.Locale;

/**
 * What becomes of a hypothetical login, with the step and with what follows it.
 *
 * @param verdict what
 * @param why what led to it
 */
record WhatIfVerdict(String verdict, Why why) {

    private static final String NOT_ASKED = "not_asked";
    static final String ASK = "ask";
    static final String REFUSE = "refuse";

    /** What leads to a verdict. */
    enum Why {
        /** The decision of the step or the gate. */
        DECIDED,
        /** Nothing of Gatehouse decides. */
        NO_STEP,
        /** The mode is off. */
        MODE_OFF,
        /** A user without privileges comes through an identity provider, which alone is responsible. */
        NOTHING_REQUIRED,
        /** The provider says that it has verified a second factor, and is trusted. */
        FULFILLED_BY_PROVIDER,
        /** The gate requires a second factor for the level, after the step has let the login pass. */
        LEVEL_TO_PROVE,
        /** The app requires a level that the user cannot reach. */
        LEVEL_UNMET,
        /** The user has no factor to be asked for. */
        NO_FACTOR,
        /** The app sends the password itself, and either its flow has no step that can ask, or the user no factor that can be typed. */
        DIRECT_GRANT_CANNOT_ASK;

        /** The stable name. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The verdict.
     *
     * @param isDirectGrant whether the app sends the password itself
     */
    static WhatIfVerdict of(HypotheticalDecision decision, boolean isDirectGrant) {
        WhatIfVerdict ofStep = decision.risk()
                .map(risk -> ofRisk(decision, risk, isDirectGrant))
                .orElseGet(() -> undecided(decision));
        return switch (decision.level()) {
            case MET -> ofStep;
            case TO_PROVE ->
                ofStep.verdict().equals(ASK) || ofStep.verdict().equals(REFUSE)
                        ? ofStep
                        : new WhatIfVerdict(ASK, Why.LEVEL_TO_PROVE);
            case OUT_OF_REACH -> ofStep.verdict().equals(REFUSE) ? ofStep : new WhatIfVerdict(REFUSE, Why.LEVEL_UNMET);
        };
    }

    private static WhatIfVerdict ofRisk(HypotheticalDecision decision, RiskDecision risk, boolean isDirectGrant) {
        MfaDecision.Kind kind = risk.decision().kind();
        if (isDirectGrant && kind == MfaDecision.Kind.CHALLENGE && cannotAsk(decision)) {
            return new WhatIfVerdict(REFUSE, Why.DIRECT_GRANT_CANNOT_ASK);
        }
        return new WhatIfVerdict(risk.decisionName(), kind == MfaDecision.Kind.DENY ? Why.NO_FACTOR : Why.DECIDED);
    }

    private static boolean cannotAsk(HypotheticalDecision decision) {
        return decision.step().decider() == DecidingStep.Decider.GATE
                || decision.factors().isEmpty();
    }

    private static WhatIfVerdict undecided(HypotheticalDecision decision) {
        if (decision.step().decider() == DecidingStep.Decider.NOBODY) {
            return new WhatIfVerdict(NOT_ASKED, Why.NO_STEP);
        }
        if (decision.settings().mode() == MfaMode.OFF) {
            return new WhatIfVerdict(NOT_ASKED, Why.MODE_OFF);
        }
        return new WhatIfVerdict(
                NOT_ASKED,
                decision.requirement() == MfaRequirement.NOTHING ? Why.NOTHING_REQUIRED : Why.FULFILLED_BY_PROVIDER);
    }
}
