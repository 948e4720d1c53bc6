package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.EnrolledFactors;
import dev.gatehouse.mfa.decision.LoginNotes;
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

/** Asks for a passkey or a security key. */
final class WebAuthnForm implements FactorForm {

    private static final String TEMPLATE = "gatehouse-key.ftl";
    private static final String FIELD_KEY = "key";

    private final FactorChallenge asking;
    private final EnrolledFactors factors;
    private final LoginNotes notes;

    WebAuthnForm(FactorChallenge asking) {
        this.asking = asking;
        this.factors = asking.step().ownFactors(asking.subject());
        this.notes = new LoginNotes(asking.door().authSession());
    }

    @Override
    public void begin(boolean isShared) {
        asking.door().show(page(isShared).createForm(TEMPLATE));
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
            asking.again("gatehouse_code_blocked", error(isShared, "gatehouseOwnCodeBlocked", asking.times().timeAfter(locked.get())));
            return;
        }
        WebAuthnAssertion answer = new WebAuthnAssertion(
                form.getFirst(WebAuthnConstants.CREDENTIAL_ID),
                form.getFirst(WebAuthnConstants.CLIENT_DATA_JSON),
                form.getFirst(WebAuthnConstants.AUTHENTICATOR_DATA),
                form.getFirst(WebAuthnConstants.SIGNATURE),
                form.getFirst(WebAuthnConstants.USER_HANDLE));
        Optional<VerifiedWebAuthnKey> key = notes.takeKeyChallenge(asking.door().user())
                .flatMap(challenge -> factors.checkKey(asking.factor(), challenge, answer));
        if (key.isPresent()) {
            asking.pass(asking.step().proven(key.get()), isShared);
        } else {
            asking.again("gatehouse_key_refused", error(isShared, "gatehouseKeyRefused"));
        }
    }

    private Response error(boolean isShared, String message, Object... parameters) {
        return page(isShared).addError(new FormMessage(FIELD_KEY, message, parameters)).createForm(TEMPLATE);
    }

    private LoginFormsProvider page(boolean isShared) {
        WebAuthnRequest request = factors.requestKey(asking.factor());
        notes.keepKeyChallenge(asking.door().user(), request.challenge());
        return asking.form(isShared)
                .setAttribute("gatehouseFactor", asking.factor().id())
                .setAttribute("gatehouseKeyRequest", request);
    }
}
