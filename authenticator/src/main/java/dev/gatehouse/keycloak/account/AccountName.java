package dev.gatehouse.keycloak.account;

import dev.gatehouse.keycloak.text.MaskedEmail;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.models.UserModel;

/** How emails and pages name an account, so that two accounts on one mailbox can be told apart. */
public final class AccountName {

    private static final int MAX_LENGTH = 100;

    private AccountName() {}

    /**
     * The user name, for an email to its owner; empty if it is the address that the email goes to. A user may have chosen the name, so it
     * is not long, and email programs make no link of it.
     */
    public static Optional<String> inEmail(UserModel user) {
        String name = user.getUsername();
        return name == null || name.equalsIgnoreCase(user.getEmail())
                ? Optional.empty()
                : Optional.of((name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name)
                        .replaceAll("[.:/@]", "$0\u2060"));
    }

    /** The user name, or the masked address where that is the name, for a page that a link opens. */
    public static String onPage(UserModel user) {
        String address = Objects.requireNonNullElse(user.getEmail(), "");
        String name = Objects.requireNonNullElse(user.getUsername(), address);
        return name.equalsIgnoreCase(address) || name.indexOf('@') >= 0 ? MaskedEmail.of(name) : name;
    }
}
