package dev.gatehouse.bench.lab.server;

import dev.gatehouse.bench.lab.company.CompanyEvent;
import dev.gatehouse.bench.lab.company.Store;
import dev.gatehouse.mfa.decision.ChallengeReason;
import dev.gatehouse.mfa.decision.MfaDecision;
import dev.gatehouse.mfa.decision.MfaDecisionPolicy;
import dev.gatehouse.mfa.decision.MfaRequirement;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.RiskDecision;
import dev.gatehouse.mfa.decision.Threshold;
import dev.gatehouse.mfa.device.DeviceTokenSequence;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LikelihoodRatioModel;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.Proof;
import dev.gatehouse.risk.model.RiskModel;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.population.PendingCounts;
import dev.gatehouse.risk.population.PopulationSnapshot;
import dev.gatehouse.risk.profile.ChallengeHistory;
import dev.gatehouse.risk.profile.DeviceTokenRotations.Rotation;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.profile.SecuredAt;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The logins of one realm as the server decides about them: its model, threshold, policy, tokens and learning. Challenged people prove the
 * code; attackers do not, and nothing is learned from them.
 */
public final class SimulatedServer {

    private final MfaSettings settings;
    private final RiskModel model = new LikelihoodRatioModel();
    private final PendingCounts counts = new PendingCounts();
    private final Map<Integer, Account> accounts = new HashMap<>();
    private final Map<Store, Content> stores = new HashMap<>();

    /**
     * What a client keeps.
     *
     * @param device the id of a known device; empty if the token is of a login that proved nothing
     * @param number the number of its token
     * @param isOfApp whether an app keeps it
     * @param issuedAt when it was issued
     */
    private record Content(Optional<String> device, long number, boolean isOfApp, Instant issuedAt) {}

    /**
     * What became of a login.
     *
     * @param decision the decision
     * @param device what the device was recognised as
     * @param assessment the assessment
     * @param threshold the threshold in force
     */
    public record Outcome(MfaDecision decision, DeviceRecognition device, Assessment assessment, Threshold threshold) {

        /** Whether a second factor was required. */
        public boolean isChallenged() {
            return switch (decision.kind()) {
                case ALLOW, WOULD_CHALLENGE -> false;
                case CHALLENGE, DENY -> true;
            };
        }
    }

    /** @param settings as the administrator has saved them, besides the mode {@code enforce} */
    public SimulatedServer(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("mode", "enforce");
        this.settings = MfaSettings.parse(all);
    }

    /** A login of a person; is completed, with a code if one is asked for. */
    public Outcome login(CompanyEvent.OwnLogin login) {
        Account account = account(login.person());
        Optional<Content> content = Optional.ofNullable(stores.get(login.store()));
        LoginAttempt attempt = attempt(
                login.time(),
                login.network(),
                login.userAgent(),
                recognise(account, content, login.network().prefix(), login.time()));
        Outcome outcome = decide(account, attempt);
        complete(login, account, content, attempt, outcome);
        return outcome;
    }

    /** An attacker with the password, who cannot prove a second factor. */
    public Outcome attack(CompanyEvent.Attack attack) {
        return decide(
                account(attack.person()),
                attempt(attack.time(), attack.network(), attack.userAgent(), DeviceRecognition.UNKNOWN));
    }

    /** A client lost what it kept. */
    public void lose(CompanyEvent.StoreLost lost) {
        stores.remove(lost.store());
    }

    /** Whether a person has ever logged in. */
    public boolean knows(int person) {
        return account(person).profile.activity().isPresent();
    }

    private Account account(int person) {
        return accounts.computeIfAbsent(person, missing -> new Account());
    }

    private static LoginAttempt attempt(Instant time, Network network, UserAgent userAgent, DeviceRecognition device) {
        return new LoginAttempt(time, network, userAgent, device, Failures.NONE);
    }

    private DeviceRecognition recognise(Account account, Optional<Content> content, String prefix, Instant now) {
        Optional<Account.KnownDevice> known = content.flatMap(Content::device)
                .flatMap(account::device)
                .filter(device -> now.isBefore(settings.deviceLife().end(account.usedAt(device), device.provenAt)));
        if (known.isPresent()) {
            Content token = content.orElseThrow();
            return new DeviceTokenSequence(account.rotations.of(known.get().id), prefix, now)
                            .isAccepted(token.number(), token.isOfApp())
                    ? DeviceRecognition.KNOWN
                    : DeviceRecognition.REPLAYED;
        }
        boolean isSeen = content.filter(token -> token.device().isEmpty())
                .filter(token ->
                        now.isBefore(token.issuedAt().plus(settings.deviceLife().sinceUse())))
                .isPresent();
        return isSeen ? DeviceRecognition.SEEN : DeviceRecognition.UNKNOWN;
    }

    private Outcome decide(Account account, LoginAttempt attempt) {
        PopulationSnapshot snapshot = counts.live();
        Assessment assessment = model.assess(attempt, account.profile, snapshot.population());
        Threshold threshold = Threshold.of(settings, snapshot, attempt.time())
                .forUser(account.profile.scoreChallenges(attempt.time()));
        MfaDecision decision = MfaDecisionPolicy.decide(
                settings,
                threshold,
                new MfaDecisionPolicy.Facts(
                        MfaRequirement.IF_SUSPICIOUS, false, false, assessment, true, true, true, () -> true));
        return new Outcome(decision, attempt.device(), assessment, threshold);
    }

    private void complete(
            CompanyEvent.OwnLogin login,
            Account account,
            Optional<Content> content,
            LoginAttempt attempt,
            Outcome outcome) {
        boolean isFirst = account.profile.activity().isEmpty();
        counts.add(new RiskDecision(
                        outcome.decision(),
                        attempt,
                        new ProfileLookup.Found(
                                account.profile, 0, ChallengeHistory.NEVER, account.rotations, SecuredAt.NEVER),
                        outcome.assessment(),
                        outcome.threshold(),
                        true,
                        settings.targetRate(),
                        Optional.empty(),
                        List.of())
                .statistics()
                .completed(attempt, isFirst, "workspace"));
        boolean isAfterCopy = outcome.isChallenged() && outcome.device() == DeviceRecognition.REPLAYED;
        account.profile = (isAfterCopy ? Profile.EMPTY : account.profile).learn(attempt, proof(outcome));
        Optional<Content> next = tokens(login, account, content, outcome);
        if (!login.isAnswerLost()) {
            next.ifPresent(token -> stores.put(login.store(), token));
        }
    }

    private static Proof proof(Outcome outcome) {
        if (!outcome.isChallenged()) {
            return Proof.NONE;
        }
        return outcome.decision().reasons().equals(Set.of(ChallengeReason.SCORE))
                ? Proof.FOR_SCORE
                : Proof.SECOND_FACTOR;
    }

    /** What the answer brings, as the class KnownDevices of the server does it. */
    private static Optional<Content> tokens(
            CompanyEvent.OwnLogin login, Account account, Optional<Content> content, Outcome outcome) {
        Optional<Account.KnownDevice> known = content.flatMap(Content::device).flatMap(account::device);
        if (known.isPresent() && outcome.device() == DeviceRecognition.KNOWN) {
            return Optional.of(rotate(login, account, known.get(), content.orElseThrow(), outcome.isChallenged()));
        }
        if (!outcome.isChallenged()) {
            return outcome.device() == DeviceRecognition.REPLAYED
                    ? Optional.empty()
                    : Optional.of(new Content(Optional.empty(), 0, login.isByApp(), login.time()));
        }
        known.ifPresent(account::forget);
        if (login.isShared()) {
            return Optional.empty();
        }
        String id = account.remember(login.person(), login.time()).id;
        return Optional.of(new Content(Optional.of(id), 0, login.isByApp(), login.time()));
    }

    private static Content rotate(
            CompanyEvent.OwnLogin login, Account account, Account.KnownDevice device, Content token, boolean isProven) {
        if (isProven) {
            device.provenAt = login.time();
        }
        Rotation rotation = new DeviceTokenSequence(
                        account.rotations.of(device.id), login.network().prefix(), login.time())
                .next(token.number());
        account.rotations = account.rotations.only(account.ids(), login.time()).plus(device.id, rotation);
        return new Content(Optional.of(device.id), rotation.number(), login.isByApp(), login.time());
    }
}
