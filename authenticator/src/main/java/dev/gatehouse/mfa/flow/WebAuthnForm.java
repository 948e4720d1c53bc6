package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.ChallengeNotes;
import dev.gatehouse.mfa.decision.EnrolledFactors;
import dev.gatehouse.mfa.factor.VerifiedWebAuthnKey;
import dev.gatehouse.mfa.factor.WebAuthnAssertion;
import dev.gatehouse.mfa.factor.WebAuthnRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.WebAuthnConstants;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;

/** Challenges for a passkey or a security key. */
final class WebAuthnForm implements FactorForm {

    private static final String TEMPLATE = "gatehouse-key.ftl";
    private static final String FIELD_KEY = "key";

    private final FactorChallenge challenge;
    private final EnrolledFactors factors;
    private final ChallengeNotes notes;

    WebAuthnForm(FactorChallenge challenge) {
        this.challenge = challenge;
        this.factors = challenge.mfa().enrolledFactors(challenge.loginKey());
        this.notes = new ChallengeNotes(challenge.loginContext().authSession());
    }

    @Override
    public void begin(boolean isShared) {
        challenge.loginContext().show(page(isShared).createForm(TEMPLATE));
    }

    @Override
    public void show() {
        begin(false);
    }

    @Override
    public void answer(MultivaluedMap<String, String> form) {
        boolean isShared = FactorChallenge.isShared(form);
        Optional<Instant> locked = factors.lockedUntil();
        if (locked.isPresent()) {
            challenge.retry(
                    RejectedAnswer.BLOCKED, error(isShared, "gatehouseOwnCodeBlocked", challenge.wait(locked.get())));
            return;
        }
        WebAuthnAssertion answer = new WebAuthnAssertion(
                form.getFirst(WebAuthnConstants.CREDENTIAL_ID),
                form.getFirst(WebAuthnConstants.CLIENT_DATA_JSON),
                form.getFirst(WebAuthnConstants.AUTHENTICATOR_DATA),
                form.getFirst(WebAuthnConstants.SIGNATURE),
                form.getFirst(WebAuthnConstants.USER_HANDLE));
        Optional<VerifiedWebAuthnKey> key = notes.takeKeyChallenge(
                        challenge.loginContext().user())
                .flatMap(keyChallenge -> factors.checkKey(challenge.factor(), keyChallenge, answer));
        if (key.isPresent()) {
            challenge.pass(challenge.mfa().proven(key.get()), isShared);
        } else {
            challenge.retry(RejectedAnswer.REFUSED_KEY, error(isShared, "gatehouseKeyRefused"));
        }
    }

    private Response error(boolean isShared, String message, Object... parameters) {
        return page(isShared)
                .addError(new FormMessage(FIELD_KEY, message, parameters))
                .createForm(TEMPLATE);
    }

    private LoginFormsProvider page(boolean isShared) {
        WebAuthnRequest request = factors.requestKey(challenge.factor());
        notes.keepKeyChallenge(challenge.loginContext().user(), request.challenge());
        return challenge
                .form(isShared)
                .setAttribute("gatehouseFactor", challenge.factor().id())
                .setAttribute("gatehouseKeyRequest", request);
    }
}
