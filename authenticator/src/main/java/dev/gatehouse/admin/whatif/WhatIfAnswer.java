package dev.gatehouse.admin.whatif;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would be decided, as plain values.
 *
 * @param verdict {@code pass}, {@code would_ask}, {@code ask} or {@code refuse}, as in events; {@code not_asked} if the login would pass
 *     without a decision
 * @param why why that is the verdict where it is not the causes alone: {@code decided}, {@code no_step}, {@code mode_off},
 *     {@code nothing_required}, {@code fulfilled_by_provider}, {@code level_unmet}, {@code level_to_prove}, {@code no_factor},
 *     {@code direct_grant_cannot_ask}
 * @param whyText the same as a sentence in English
 * @param decidedBy {@code step}, {@code gate} or {@code nobody}
 * @param flow the alias of the flow that the login runs through; {@code null} after an identity provider that has none
 * @param conditions the ids of Keycloak's conditions around the step, which are taken as met
 * @param causes why a second factor is required, or would be
 * @param requirement what the user and the first factor require, see {@code MfaRequirement}: {@code if_suspicious} leaves it to the score
 * @param isByScore whether the score decides, and neither role, policy nor level
 * @param isLevelRequired whether the app requests a level that a second factor must prove
 * @param risk how suspicious the login is; {@code null} if it is not scored
 * @param securedBy how a login that passes is secured, as in {@code amr}; {@code null} if it does not pass
 * @param factors the ids of the factors that the user is offered if challenged, the first one first
 * @param mode the mode and whom it reaches
 * @param signals what the address, the user agent and the device stand for
 * @param warnings what Keycloak decides before: {@code account_disabled}, {@code client_disabled}
 * @param event the details that the event of the login would have; empty if it is not scored
 */
public record WhatIfAnswer(
        String verdict,
        String why,
        String whyText,
        String decidedBy,
        @Nullable String flow,
        List<String> conditions,
        List<Cause> causes,
        String requirement,
        boolean isByScore,
        boolean isLevelRequired,
        @Nullable Risk risk,
        @Nullable String securedBy,
        List<String> factors,
        Mode mode,
        @Nullable Signals signals,
        List<String> warnings,
        Map<String, String> event) {

    public WhatIfAnswer {
        conditions = List.copyOf(conditions);
        causes = List.copyOf(causes);
        factors = List.copyOf(factors);
        warnings = List.copyOf(warnings);
        event = Map.copyOf(event);
    }

    /**
     * Why a second factor is required.
     *
     * @param code as in events, see {@code ChallengeReason}
     * @param text in English
     */
    public record Cause(String code, String text) {}

    /**
     * How suspicious the login is.
     *
     * @param score in nats, rounded to hundredths; what is above the threshold is suspicious
     * @param threshold that of this user, in nats, rounded to hundredths
     * @param thresholdSource {@code explicit}, {@code target_rate}, {@code lowest} or {@code too_few_logins}
     * @param targetRate the share of logins that may be challenged, in percent; counts unless the threshold is explicit
     * @param history {@code none}, {@code learning} or {@code established}
     * @param terms the terms of the score, the most suspicious first
     */
    public record Risk(
            double score,
            double threshold,
            String thresholdSource,
            double targetRate,
            String history,
            List<Term> terms) {

        public Risk {
            terms = List.copyOf(terms);
        }
    }

    /**
     * A term of the score.
     *
     * @param code as in events, see {@code RiskContribution.Kind}
     * @param nats rounded to hundredths; positive is suspicious
     * @param text in English
     */
    public record Term(String code, double nats, String text) {}

    /**
     * The mode.
     *
     * @param inForce what applies to the user: {@code off}, {@code observe} or {@code enforce}
     * @param saved what was saved
     * @param reaches whom {@code enforce} reaches now: {@code nobody}, {@code pilot} or {@code everybody}
     * @param cohort {@code pilot} if the user is in it, {@code others} if not; {@code null} if there is none
     */
    public record Mode(
            String inForce,
            String saved,
            String reaches,
            @Nullable String cohort) {}

    /**
     * What is observed of the login.
     *
     * @param country ISO 3166-1 alpha-2, or another code of {@code Network}
     * @param provider the autonomous system, such as {@code AS1234}
     * @param listing how the network is listed
     * @param browser the family
     * @param browserVersion the major version; negative or 0 if unknown
     * @param system the operating system
     * @param device how it is recognised
     * @param failuresOfUser recent failed attempts for the account
     * @param failuresOfNetwork recent failed attempts from the network
     */
    public record Signals(
            String country,
            String provider,
            String listing,
            String browser,
            int browserVersion,
            String system,
            String device,
            int failuresOfUser,
            int failuresOfNetwork) {}
}
