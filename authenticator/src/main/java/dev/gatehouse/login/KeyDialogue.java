package dev.gatehouse.login;

import dev.gatehouse.factor.KeyAnswer;
import dev.gatehouse.factor.KeyRequest;
import dev.gatehouse.factor.ProvenKey;
import dev.gatehouse.mfa.LoginNotes;
import dev.gatehouse.mfa.OwnFactors;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.WebAuthnConstants;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;

/** Asks for a passkey or a security key. */
final class KeyDialogue implements FactorDialogue {

    private static final String TEMPLATE = "gatehouse-key.ftl";
    private static final String FIELD_KEY = "key";

    private final Asking asking;
    private final OwnFactors factors;
    private final LoginNotes notes;

    KeyDialogue(Asking asking) {
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
        boolean isShared = Asking.isShared(form);
        Optional<Instant> locked = factors.lockedUntil();
        if (locked.isPresent()) {
            asking.again("gatehouse_code_blocked", error(isShared, "gatehouseOwnCodeBlocked", asking.times().timeAfter(locked.get())));
            return;
        }
        KeyAnswer answer = new KeyAnswer(
                form.getFirst(WebAuthnConstants.CREDENTIAL_ID),
                form.getFirst(WebAuthnConstants.CLIENT_DATA_JSON),
                form.getFirst(WebAuthnConstants.AUTHENTICATOR_DATA),
                form.getFirst(WebAuthnConstants.SIGNATURE),
                form.getFirst(WebAuthnConstants.USER_HANDLE));
        Optional<ProvenKey> key = notes.takeKeyChallenge(asking.door().user())
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
        KeyRequest request = factors.requestKey(asking.factor());
        notes.keepKeyChallenge(asking.door().user(), request.challenge());
        return asking.form(isShared)
                .setAttribute("gatehouseFactor", asking.factor().id())
                .setAttribute("gatehouseKeyRequest", request);
    }
}
