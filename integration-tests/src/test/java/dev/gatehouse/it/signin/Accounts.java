package dev.gatehouse.it.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.Map;
import java.util.UUID;

/** Accounts of all kinds, whose addresses have the same length. */
final class Accounts {

    private static final int FAILURE_FACTOR = 15;

    private final TestServer server;
    private final Admin admin;

    Accounts(TestServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    /** Kinds of accounts. */
    enum Kind {
        UNKNOWN,
        KNOWN,
        LOCKED,
        DISABLED
    }

    /** An address of an account of this kind. */
    String address(Kind kind) {
        return switch (kind) {
            case UNKNOWN -> "u" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test";
            case KNOWN -> admin.newUser("agent").email();
            case LOCKED -> locked().email();
            case DISABLED -> disabled().email();
        };
    }

    Admin.User disabled() {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("enabled", false));
        return user;
    }

    /** A user whose account strangers have locked for some minutes. */
    Admin.User locked() {
        Admin.User user = admin.newUser("agent");
        DirectGrant phone = new DirectGrant(server);
        for (int failure = 1; failure <= FAILURE_FACTOR; failure++) {
            int number = failure;
            assertThat(phone.call(user, Map.of("password", "wrong"))
                            .get("error")
                            .asText())
                    .isEqualTo("invalid_grant");
            await().until(() -> admin.failures(user) >= number);
        }
        assertThat(admin.get("/attack-detection/brute-force/users/" + user.id())
                        .get("disabled")
                        .asBoolean())
                .isTrue();
        return user;
    }
}
