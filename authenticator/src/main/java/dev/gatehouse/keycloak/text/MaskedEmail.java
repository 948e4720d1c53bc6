package dev.gatehouse.keycloak.text;

/** Masks an email address so that its owner recognises it and others do not learn it. */
public final class MaskedEmail {

    private static final String DOTS = "\u2022\u2022\u2022";

    private MaskedEmail() {}

    /** Masks an address: {@code alice@example.org} becomes {@code a•••@e•••.org}. The number of dots is constant and reveals no length. */
    public static String of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            return DOTS;
        }
        String domain = address.substring(at + 1);
        int dot = domain.lastIndexOf('.');
        String ending = dot > 0 ? domain.substring(dot) : "";
        return first(address) + DOTS + "@" + first(domain) + DOTS + ending;
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
