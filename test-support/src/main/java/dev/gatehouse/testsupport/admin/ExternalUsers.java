package dev.gatehouse.testsupport.admin;

import dev.gatehouse.testsupport.server.external.ExternalStore;
import dev.gatehouse.testsupport.server.external.ExternalStoreFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An {@link ExternalStore} in a realm, which imports none of its users. */
public final class ExternalUsers implements AutoCloseable {

    private final Admin admin;
    private final String store;

    /** Adds the store to a realm. */
    public ExternalUsers(Admin admin) {
        this.admin = admin;
        store = UserStores.add(admin, ExternalStoreFactory.ID, Map.of("enabled", List.of("true")));
    }

    /** A user of the store, with what the realm requires of every user. */
    public Admin.User newUser() {
        return newUserNamed("u" + UUID.randomUUID().toString().substring(0, 8));
    }

    /**
     * The same with a name of the test's choice.
     *
     * @param localPart the name up to its {@code @}
     */
    public Admin.User newUserNamed(String localPart) {
        String name = localPart + ExternalStore.DOMAIN;
        Admin.User user = new Admin.User("f:" + store + ":" + name, name);
        admin.send(
                "PUT",
                "/users/" + Admin.encode(user.id()),
                Map.of(
                        "username",
                        name,
                        "email",
                        name,
                        "emailVerified",
                        true,
                        "enabled",
                        true,
                        "firstName",
                        "Test",
                        "lastName",
                        "Person"));
        return user;
    }

    /** Removes the store and its users from the realm. */
    @Override
    public void close() {
        UserStores.remove(admin, store);
    }
}
