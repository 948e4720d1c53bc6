package dev.gatehouse.code;
import dev.gatehouse.factor.Factor;
import dev.gatehouse.store.Budget;
import dev.gatehouse.store.SharedStore;
import dev.gatehouse.store.SingleUseObjectStore;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
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
public final class OwnCodes {

    private static final Set<Integer> USUAL_LENGTHS = Set.of(6, 8);

    private final SharedStore store;
    private final RealmModel realm;
    private final UserModel user;

    public OwnCodes(KeycloakSession session, RealmModel realm, UserModel user) {
        this.store = new SingleUseObjectStore(session);
        this.realm = realm;
        this.user = user;
    }

    /** When the account may try again after too many wrong codes; empty if at once. */
    public Optional<Instant> blockedUntil() {
        return CodePolicy.WRONG_CODES.exhaustedUntil(store, account());
    }

    /** Checks what the app shows. A right code is used up by this, unless the realm allows to use it again. */
    public Outcome checkApp(String typed) {
        TypedCode code = TypedCode.parse(typed, appCodeLengths());
        if (code instanceof TypedCode.Empty) {
            return new Outcome.Empty();
        }
        if (code instanceof TypedCode.Malformed malformed) {
            return new Outcome.Malformed(malformed.length());
        }
        String digits = ((TypedCode.Digits) code).value();
        // A person with two apps need not say which one they look at.
        return check(Factor.AUTHENTICATOR_APP, credentials -> appIds(credentials)
                .anyMatch(id -> credentials.isValid(new UserCredentialModel(id, OTPCredentialModel.TYPE, digits))));
    }

    /** Checks the next code of the list. A right code is used up by this. */
    public Outcome checkRecovery(String typed) {
        String code = typed == null ? "" : typed.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(Locale.ROOT);
        if (code.isEmpty()) {
            return new Outcome.Empty();
        }
        Outcome outcome = check(Factor.RECOVERY_CODE, credentials -> credentials.isValid(UserCredentialModel.buildFromBackupAuthnCode(code)));
        if (outcome instanceof Outcome.Accepted && nextRecoveryCode().isEmpty()) {
            replaceUsedUpList();
        }
        return outcome;
    }

    /** As Keycloak's own form for recovery codes does. */
    private void replaceUsedUpList() {
        recoveryList().ifPresent(list -> user.credentialManager().removeStoredCredentialById(list.getId()));
        user.addRequiredAction(UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES);
    }

    /** Which code of the list is the next, counted from 1; empty if none is left. */
    public Optional<Integer> nextRecoveryCode() {
        return recoveryList()
                .map(RecoveryAuthnCodesCredentialModel::createFromCredentialModel)
                .flatMap(RecoveryAuthnCodesCredentialModel::getNextRecoveryAuthnCode)
                .map(code -> code.getNumber());
    }

    private Outcome check(Factor factor, Predicate<SubjectCredentialManager> isRight) {
        Optional<Budget.Use> guess = CodePolicy.WRONG_CODES.take(store, account(), now());
        if (guess.isEmpty()) {
            // Not compared, so no guess; the place that was taken last may be free again by now.
            return new Outcome.Blocked(blockedUntil().orElseGet(OwnCodes::now), false);
        }
        if (isRight.test(user.credentialManager())) {
            CodePolicy.WRONG_CODES.giveBack(store, guess.get());
            return new Outcome.Accepted(user.getId(), factor);
        }
        return blockedUntil().<Outcome>map(until -> new Outcome.Blocked(until, true)).orElseGet(Outcome.Wrong::new);
    }

    private Stream<String> appIds(SubjectCredentialManager credentials) {
        Stream<String> stored = credentials.getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE).map(CredentialModel::getId);
        // An empty id is what Keycloak asks a user store of its own with.
        return Stream.concat(stored, Stream.of(""));
    }

    private Set<Integer> appCodeLengths() {
        Set<Integer> lengths = user.credentialManager().getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE)
                .map(stored -> OTPCredentialModel.createFromCredentialModel(stored).getOTPCredentialData().getDigits())
                .collect(Collectors.toSet());
        return lengths.isEmpty() ? USUAL_LENGTHS : lengths;
    }

    private Optional<CredentialModel> recoveryList() {
        return user.credentialManager().getStoredCredentialsByTypeStream(RecoveryAuthnCodesCredentialModel.TYPE).findFirst();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    private String account() {
        return realm.getId() + ":" + user.getId();
    }
}
