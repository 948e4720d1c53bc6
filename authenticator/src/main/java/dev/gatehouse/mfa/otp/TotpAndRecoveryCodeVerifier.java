package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
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
 * Checks codes that nobody needs to send: those of authenticator apps and of recovery lists. Keycloak's credential providers
 * decide whether they are right; every try takes one of the places that the account has for wrong codes of any kind first.
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

    /** Checks what the app shows. A right code is used up by this. */
    public CodeVerification checkApp(@Nullable String typed) {
        SubmittedCode code = SubmittedCode.parse(typed, appCodeLengths());
        return switch (code.kind()) {
            case EMPTY -> new CodeVerification.Empty();
            case MALFORMED -> new CodeVerification.Malformed(((SubmittedCode.Malformed) code).length());
            case DIGITS -> checkApp((SubmittedCode.Digits) code);
        };
    }

    private CodeVerification checkApp(SubmittedCode.Digits typed) {
        String digits = typed.value();
        // A person with two apps need not say which one they look at.
        return check(Factor.AUTHENTICATOR_APP, credentials -> appIds(credentials)
                .anyMatch(id -> isValid(credentials, new UserCredentialModel(id, OTPCredentialModel.TYPE, digits))), digits);
    }

    /** Checks the next code of the list. A right code is used up by this. */
    public CodeVerification checkRecovery(@Nullable String typed) {
        String code = typed == null ? "" : typed.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(Locale.ROOT);
        if (code.isEmpty()) {
            return new CodeVerification.Empty();
        }
        return check(Factor.RECOVERY_CODE, credentials -> isValid(credentials, UserCredentialModel.buildFromBackupAuthnCode(code)), code);
    }

    /** Removes the recovery list if all its codes are used; whether it did. */
    public boolean removeUsedUpList() {
        Optional<CredentialModel> usedUp = recoveryList().filter(list -> nextRecoveryCode().isEmpty());
        usedUp.ifPresent(list -> user.credentialManager().removeStoredCredentialById(list.getId()));
        return usedUp.isPresent();
    }

    /** Which code of the list is the next, counted from 1; empty if none is left or the list cannot be read. */
    public Optional<Integer> nextRecoveryCode() {
        return recoveryList()
                .flatMap(list -> readable(() -> RecoveryAuthnCodesCredentialModel.createFromCredentialModel(list)))
                .flatMap(RecoveryAuthnCodesCredentialModel::getNextRecoveryAuthnCode)
                .map(code -> code.getNumber());
    }

    private CodeVerification check(Factor factor, Predicate<SubjectCredentialManager> isRight, String code) {
        Optional<RateLimit.Permit> guess = EmailOtpPolicy.WRONG_CODES.take(store, account(), KeycloakClock.now());
        if (guess.isEmpty()) {
            // Not compared, so no guess; the place that was taken last may be free again by now.
            return new CodeVerification.Blocked(blockedUntil().orElseGet(KeycloakClock::now), false);
        }
        if (isRightOnce(factor, code, isRight)) {
            EmailOtpPolicy.WRONG_CODES.giveBack(store, guess.get());
            return new CodeVerification.Accepted(user.getId(), factor);
        }
        return blockedUntil().<CodeVerification>map(until -> new CodeVerification.Blocked(until, true)).orElseGet(CodeVerification.Wrong::new);
    }

    /**
     * Keycloak reads a list or a counter, compares and writes it back, so of parallel logins several could be right, and one of them
     * would then fail as it writes. Only the first that comes with a code is let through to it; a wrong code may be tried again.
     */
    private boolean isRightOnce(Factor factor, String code, Predicate<SubjectCredentialManager> isRight) {
        byte[] hash = RealmSecret.active(session, realm).hmac(USED_LABEL, account(), factor.id(), code);
        String place = "gatehouse-own-code:" + HexFormat.of().formatHex(hash);
        if (!store.putIfAbsent(place, EmailOtpPolicy.HOUR, KeycloakClock.now())) {
            return false;
        }
        boolean right = isRight.test(user.credentialManager());
        if (!right) {
            store.release(place);
        }
        return right;
    }

    private boolean isValid(SubjectCredentialManager credentials, UserCredentialModel typed) {
        return readable(() -> credentials.isValid(typed)).orElse(false);
    }

    /** One damaged credential must not keep somebody from using another. */
    private <T> Optional<T> readable(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (RuntimeException damaged) {
            LOG.warnf("GATEHOUSE-408 A credential of user %s cannot be read, so it is treated as missing: %s", user.getId(), damaged.getMessage());
            return Optional.empty();
        }
    }

    private Stream<String> appIds(SubjectCredentialManager credentials) {
        Stream<String> stored = credentials.getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE).map(CredentialModel::getId);
        // An empty id is what Keycloak asks a user store of its own with.
        return Stream.concat(stored, Stream.of(""));
    }

    private Set<Integer> appCodeLengths() {
        Set<Integer> lengths = user.credentialManager().getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
                .flatMap(stored -> readable(() -> OTPCredentialModel.createFromCredentialModel(stored).getOTPCredentialData().getDigits()).stream())
                .collect(Collectors.toSet());
        return lengths.isEmpty() ? USUAL_LENGTHS : lengths;
    }

    private Optional<CredentialModel> recoveryList() {
        return user.credentialManager().getStoredCredentialsByTypeStream(RecoveryAuthnCodesCredentialModel.TYPE).findFirst();
    }

    private String account() {
        return AccountKey.of(realm, user).key();
    }
}
