package dev.gatehouse.recovery.token;

import java.util.Map;

/**
 * Where a user came from, and can return to. Each part is an empty text if unknown.
 *
 * @param clientId the client id of the app
 * @param redirect the redirect URI that the app wants, as Keycloak has checked it
 * @param login the browser's authentication session
 * @param tab the tab in it
 */
public record ReturnTarget(String clientId, String redirect, String login, String tab) {

    /** No app has sent the user here. */
    public static final ReturnTarget NONE = new ReturnTarget("", "", "", "");

    private static final String CLIENT = "client";
    private static final String REDIRECT = "redirect";
    private static final String LOGIN = "login";
    private static final String TAB = "tab";

    void writeTo(Map<String, String> notes) {
        notes.put(CLIENT, clientId);
        notes.put(REDIRECT, redirect);
        notes.put(LOGIN, login);
        notes.put(TAB, tab);
    }

    static ReturnTarget readFrom(Map<String, String> notes) {
        return new ReturnTarget(
                notes.getOrDefault(CLIENT, ""),
                notes.getOrDefault(REDIRECT, ""),
                notes.getOrDefault(LOGIN, ""),
                notes.getOrDefault(TAB, ""));
    }
}
