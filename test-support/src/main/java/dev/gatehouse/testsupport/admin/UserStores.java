package dev.gatehouse.testsupport.admin;

import java.util.Map;
import java.util.UUID;

/** User stores outside Keycloak that a test adds to a realm. */
public final class UserStores {

    private UserStores() {}

    /**
     * Adds a store.
     *
     * @param factoryId the id of its provider factory
     * @param config by name, as the Admin REST API has it
     * @return the id of the store
     */
    public static String add(Admin admin, String factoryId, Map<String, Object> config) {
        String store = UUID.randomUUID().toString();
        admin.send(
                "POST",
                "/components",
                Map.of(
                        "id",
                        store,
                        "name",
                        factoryId,
                        "providerId",
                        factoryId,
                        "providerType",
                        "org.keycloak.storage.UserStorageProvider",
                        "config",
                        config));
        return store;
    }

    /** Removes a store and its users. */
    public static void remove(Admin admin, String store) {
        admin.send("DELETE", "/components/" + store, null);
    }
}
