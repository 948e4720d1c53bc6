package dev.gatehouse.admin.whatif;

import dev.gatehouse.keycloak.account.AccountId;
import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.mfa.decision.FirstFactor;
import dev.gatehouse.mfa.decision.HypotheticalDecision;
import dev.gatehouse.mfa.decision.HypotheticalLogin;
import dev.gatehouse.mfa.decision.HypotheticalLoginService;
import dev.gatehouse.mfa.decision.LoginCohort;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaEvidence;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.RiskContribution;
import dev.gatehouse.risk.signals.IpAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Answers what would be decided about a login, by the classes that decide about logins. Leaves nothing behind: no row, no counter, no event.
 * Whoever calls it has checked that the administrator may view the realm and {@link #user the user}.
 *
 * <p>A user of a user federation whom Keycloak has not imported yet is imported by being looked up, as in the Admin Console.
 */
public final class WhatIf {

    private static final int PLACES = 2;

    private final KeycloakSession session;
    private final RealmModel realm;

    /** Answers questions about a realm, which need not be that of the request. */
    public WhatIf(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * The user whom a question names.
     *
     * @throws InvalidWhatIf if there is none, or several have the address
     */
    public UserModel user(WhatIfQuestion question) throws InvalidWhatIf {
        String name = question.user();
        Optional<UserModel> named = AccountId.find(session, realm, name)
                .or(() -> Optional.ofNullable(session.users().getUserByUsername(realm, name)));
        return named.isPresent()
                ? named.get()
                : byEmail(name).orElseThrow(() -> new InvalidWhatIf(WhatIfProblem.USER_UNKNOWN));
    }

    /**
     * Checks that a caller may see the user whom a question names.
     *
     * @throws InvalidWhatIf if not, as if there were none
     */
    public void requireVisible(WhatIfQuestion question, Predicate<UserModel> isVisible) throws InvalidWhatIf {
        if (!isVisible.test(user(question))) {
            throw new InvalidWhatIf(WhatIfProblem.USER_UNKNOWN);
        }
    }

    private Optional<UserModel> byEmail(String email) throws InvalidWhatIf {
        try {
            return Optional.ofNullable(session.users().getUserByEmail(realm, email));
        } catch (ModelDuplicateException e) {
            throw new InvalidWhatIf(WhatIfProblem.USER_AMBIGUOUS);
        }
    }

    /** The answer as of now, with its texts in English. */
    public WhatIfAnswer decide(WhatIfQuestion question) throws InvalidWhatIf {
        return decide(question, Locale.ENGLISH);
    }

    /**
     * The answer as of now.
     *
     * @param language the language of the texts
     * @throws InvalidWhatIf if the question makes no sense in the realm
     */
    public WhatIfAnswer decide(WhatIfQuestion question, Locale language) throws InvalidWhatIf {
        HypotheticalLogin login = login(question);
        HypotheticalDecision decision = new HypotheticalLoginService(session).decide(login);
        return answer(login, decision, WhatIfTexts.of(session, realm, language));
    }

    private HypotheticalLogin login(WhatIfQuestion question) throws InvalidWhatIf {
        UserModel user = user(question);
        ClientModel client = session.clients().getClientByClientId(realm, question.client());
        if (client == null) {
            throw new InvalidWhatIf(WhatIfProblem.CLIENT_UNKNOWN);
        }
        if (IpAddress.parse(question.address()).isEmpty()) {
            throw new InvalidWhatIf(WhatIfProblem.ADDRESS_INVALID);
        }
        if (question.acr()
                .filter(acr -> !HypotheticalLoginService.isLevel(client, acr))
                .isPresent()) {
            throw new InvalidWhatIf(WhatIfProblem.ACR_UNKNOWN);
        }
        return new HypotheticalLogin(
                realm,
                user,
                client,
                question.address(),
                question.userAgent(),
                question.device(),
                question.isProvenOnDevice(),
                firstFactor(question),
                question.isDirectGrant(),
                question.acr());
    }

    private FirstFactor firstFactor(WhatIfQuestion question) throws InvalidWhatIf {
        if (question.provider().isEmpty()) {
            return new FirstFactor.Local();
        }
        String alias = question.provider().get();
        if (session.identityProviders().getByAlias(alias) == null) {
            throw new InvalidWhatIf(WhatIfProblem.PROVIDER_UNKNOWN);
        }
        return new FirstFactor.Brokered(alias, question.providerSays(), false);
    }

    private static WhatIfAnswer answer(HypotheticalLogin login, HypotheticalDecision decision, WhatIfTexts texts) {
        WhatIfVerdict verdict = WhatIfVerdict.of(decision, login.isDirectGrant());
        Optional<RiskDecision> risk = decision.risk();
        String why = verdict.why().code();
        return new WhatIfAnswer(
                verdict.verdict(),
                why,
                texts.why(why),
                code(decision.step().decider()),
                decision.step().flow().map(flow -> flow.getAlias()).orElse(null),
                decision.step().conditions(),
                risk.stream()
                        .flatMap(decided -> decided.decision().reasons().stream())
                        .map(cause -> new WhatIfAnswer.Cause(cause.code(), texts.cause(cause.code())))
                        .toList(),
                decision.requirement().code(),
                decision.requirement().isByRisk() && !decision.isLevelRequired(),
                decision.isLevelRequired(),
                risk.map(decided -> risk(decided, texts)).orElse(null),
                securedBy(verdict, decision),
                decision.factors().stream().map(Factor::id).toList(),
                new WhatIfAnswer.Mode(
                        decision.settings().mode().configName(),
                        decision.saved().mode().configName(),
                        decision.saved().scope(KeycloakClock.now()).code(),
                        decision.cohort().map(LoginCohort::code).orElse(null)),
                risk.map(RiskDecision::attempt).map(WhatIf::signals).orElse(null),
                warnings(login),
                risk.map(RiskDecision::details).orElse(Map.of()));
    }

    private static WhatIfAnswer.Risk risk(RiskDecision risk, WhatIfTexts texts) {
        return new WhatIfAnswer.Risk(
                rounded(risk.assessment().score()),
                rounded(risk.threshold().score()),
                risk.threshold().source().code(),
                risk.targetRate(),
                code(risk.assessment().history()),
                risk.assessment().contributions().stream()
                        .sorted(Comparator.comparingDouble(RiskContribution::nats)
                                .reversed())
                        .map(term -> new WhatIfAnswer.Term(
                                term.kind().code(),
                                rounded(term.nats()),
                                texts.term(term.kind().code())))
                        .toList());
    }

    private static @Nullable String securedBy(WhatIfVerdict verdict, HypotheticalDecision decision) {
        boolean passes = !verdict.verdict().equals(WhatIfVerdict.ASK)
                && !verdict.verdict().equals(WhatIfVerdict.REFUSE);
        return passes
                ? decision.metBy()
                        .or(() -> decision.risk().map(RiskDecision::decision).flatMap(WhatIf::method))
                        .map(MfaEvidence.AmrMethod::claim)
                        .orElse(null)
                : null;
    }

    private static Optional<MfaEvidence.AmrMethod> method(MfaDecision decision) {
        return switch (decision.kind()) {
            case ALLOW -> Optional.of(((MfaDecision.Allow) decision).method());
            case WOULD_CHALLENGE -> Optional.of(((MfaDecision.WouldChallenge) decision).method());
            case CHALLENGE, DENY -> Optional.empty();
        };
    }

    private static WhatIfAnswer.Signals signals(LoginAttempt attempt) {
        return new WhatIfAnswer.Signals(
                attempt.network().country(),
                attempt.network().asn(),
                code(attempt.network().listing()),
                attempt.userAgent().browser(),
                attempt.userAgent().version(),
                attempt.userAgent().operatingSystem(),
                code(attempt.device()),
                attempt.failures().ofUser(),
                attempt.failures().ofNetwork());
    }

    private static List<String> warnings(HypotheticalLogin login) {
        List<String> warnings = new ArrayList<>();
        if (!login.user().isEnabled()) {
            warnings.add("account_disabled");
        }
        if (!login.client().isEnabled()) {
            warnings.add("client_disabled");
        }
        return warnings;
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static double rounded(double nats) {
        return Double.isFinite(nats)
                ? BigDecimal.valueOf(nats)
                        .setScale(PLACES, RoundingMode.HALF_UP)
                        .doubleValue()
                : nats;
    }
}
