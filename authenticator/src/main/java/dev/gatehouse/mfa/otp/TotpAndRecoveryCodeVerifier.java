package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.factor.Factor;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;

/**
 * Verifies codes that are not sent: of authenticator apps and of lists of recovery codes. Keycloak's credential providers compare them;
 * every attempt first takes a permit of the account's limit for wrong codes of any kind.
 */
public final class TotpAndRecoveryCodeVerifier {

    private static final Set<Integer> USUAL_LENGTHS = Set.of(6, 8);

    private static final Logger LOG = Logger.getLogger(TotpAndRecoveryCodeVerifier.class);
    private static final String USED_LABEL = "gatehouse/own-code/v1";

    private final KeycloakSession session;
    private final ClusterStore store;
    private final RealmModel realm;
    private final UserModel user;

    public TotpAndRecoveryCodeVerifier(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.realm = realm;
        this.user = user;
    }

    /** When the account may try again after too many wrong codes; empty if at once. */
    public Optional<Instant> blockedUntil() {
        return EmailOtpPolicy.WRONG_CODES.exhaustedUntil(store, account());
    }

    /** Verifies a code of an authenticator app. A correct code is consumed. */
    public CodeVerification checkApp(@Nullable String submitted) {
        SubmittedCode code = SubmittedCode.parse(submitted, appCodeLengths());
        return switch (code.kind()) {
            case EMPTY -> new CodeVerification.Empty();
            case MALFORMED -> new CodeVerification.Malformed(((SubmittedCode.Malformed) code).length());
            case DIGITS -> checkApp((SubmittedCode.Digits) code);
        };
    }

    private CodeVerification checkApp(SubmittedCode.Digits submitted) {
        String digits = submitted.value();
        // A user with two apps need not select one.
        return check(
                Factor.AUTHENTICATOR_APP,
                credentials -> appIds(credentials)
                        .anyMatch(id ->
                                isValid(credentials, new UserCredentialModel(id, OTPCredentialModel.TYPE, digits))),
                digits);
    }

    /** Verifies the next code of the list. A correct code is consumed. */
    public CodeVerification checkRecovery(@Nullable String submitted) {
        String code = submitted == null
                ? ""
                : submitted
                        .codePoints()
                        .filter(Character::isLetterOrDigit)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                        .toUpperCase(Locale.ROOT);
        if (code.isEmpty()) {
            return new CodeVerification.Empty();
        }
        return check(
                Factor.RECOVERY_CODE,
                credentials -> isValid(credentials, UserCredentialModel.buildFromBackupAuthnCode(code)),
                code);
    }

    /**
     * Removes the list of recovery codes if all are used.
     *
     * @return whether it did
     */
    public boolean removeUsedUpList() {
        Optional<CredentialModel> usedUp =
                recoveryList().filter(list -> nextRecoveryCode().isEmpty());
        usedUp.ifPresent(list -> user.credentialManager().removeStoredCredentialById(list.getId()));
        return usedUp.isPresent();
    }

    /** The number of the next code of the list, counted from 1; empty if none is left or the list cannot be read. */
    public Optional<Integer> nextRecoveryCode() {
        return recoveryList()
                .flatMap(list -> readable(() -> RecoveryAuthnCodesCredentialModel.createFromCredentialModel(list)))
                .flatMap(RecoveryAuthnCodesCredentialModel::getNextRecoveryAuthnCode)
                .map(code -> code.getNumber());
    }

    private CodeVerification check(Factor factor, Predicate<SubjectCredentialManager> isCorrect, String code) {
        Optional<RateLimit.Permit> permit = EmailOtpPolicy.WRONG_CODES.take(store, account(), KeycloakClock.now());
        if (permit.isEmpty()) {
            // Not compared, so no guess; a permit may have become available meanwhile.
            return new CodeVerification.Blocked(blockedUntil().orElseGet(KeycloakClock::now), false);
        }
        if (isCorrectOnce(factor, code, isCorrect)) {
            EmailOtpPolicy.WRONG_CODES.giveBack(store, permit.get());
            return new CodeVerification.Accepted(user.getId(), factor);
        }
        return blockedUntil()
                .<CodeVerification>map(until -> new CodeVerification.Blocked(until, true))
                .orElseGet(CodeVerification.Wrong::new);
    }

    /**
     * Keycloak reads a list or counter, compares it and writes it back: of parallel logins several could succeed, and one would then fail
     * on writing. Only the first login that submits a code gets through to Keycloak; a wrong code may be tried again.
     */
    private boolean isCorrectOnce(Factor factor, String code, Predicate<SubjectCredentialManager> isCorrect) {
        byte[] hash = RealmSecret.active(session, realm).hmac(USED_LABEL, account(), factor.id(), code);
        String key = "gatehouse-own-code:" + HexFormat.of().formatHex(hash);
        if (!store.putIfAbsent(key, EmailOtpPolicy.HOUR, KeycloakClock.now())) {
            return false;
        }
        boolean correct = isCorrect.test(user.credentialManager());
        if (!correct) {
            store.release(key);
        }
        return correct;
    }

    private boolean isValid(SubjectCredentialManager credentials, UserCredentialModel submitted) {
        return readable(() -> credentials.isValid(submitted)).orElse(false);
    }

    /** A damaged credential must not prevent the user from using another. */
    private <T> Optional<T> readable(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (RuntimeException damaged) {
            LOG.warnf(
                    "GATEHOUSE-408 A credential of user %s cannot be read, so it is treated as missing: %s",
                    LogText.of(user.getId()), LogText.of(damaged.getMessage()));
            return Optional.empty();
        }
    }

    private Stream<String> appIds(SubjectCredentialManager credentials) {
        Stream<String> stored = credentials
                .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
                .map(CredentialModel::getId);
        // An empty id lets Keycloak check the credential with the user storage provider.
        return Stream.concat(stored, Stream.of(""));
    }

    private Set<Integer> appCodeLengths() {
        Set<Integer> lengths = user.credentialManager()
                .getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
                .flatMap(
                        stored -> readable(() -> OTPCredentialModel.createFromCredentialModel(stored)
                                        .getOTPCredentialData()
                                        .getDigits())
                                .stream())
                .collect(Collectors.toSet());
        return lengths.isEmpty() ? USUAL_LENGTHS : lengths;
    }

    private Optional<CredentialModel> recoveryList() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(RecoveryAuthnCodesCredentialModel.TYPE)
                .findFirst();
    }

    private String account() {
        return AccountKey.of(realm, user).key();
    }
}
