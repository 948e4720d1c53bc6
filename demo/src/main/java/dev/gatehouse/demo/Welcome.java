package dev.gatehouse.demo;

import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.GoogleLogin;
import dev.gatehouse.demo.keycloak.KeycloakServer;

/** The text that a new user reads when everything runs. */
final class Welcome {

    private Welcome() {}

    static String text(KeycloakServer keycloak, Inbox inbox, boolean google, DemoOptions options) {
        return """

                Where to go
                  Apps             %2$s/apps
                  Inbox            %2$s
                  Account Console  %1$s/realms/acme/account
                  Admin Console    %1$s/admin  (admin / admin; realm "acme")

                Users, all with the password Passw0rd!
                  olivia@acme.test owner · adam@acme.test admin · sam@acme.test supervisor
                  alice@acme.test agent · bob@acme.test agent · sue@acme.test support
                  through their company's own login: gail@globex.test supervisor · gus@globex.test agent (SAML),
                  ian@initech.test admin · ines@initech.test agent (OpenID Connect)
                  with Google: %4$s

                What to try
                  1. Open the apps and sign in to the Dashboard as olivia@acme.test: the security code arrives in the inbox.
                  2. Sign out and sign in again: no code is needed, because the device is known now.
                  3. Sign in from a private window: this is a new device, so a code is needed again.
                  4. Sign in as ian@initech.test: the address leads to Initech's login, and a code is needed after it.

                %5$sServer log: %3$s
                Ctrl-C stops everything; data is kept until you start with --fresh.
                """.formatted(
                        keycloak.url(),
                        inbox.url(),
                        keycloak.logFile(),
                        google
                                ? "anyone who has an account there"
                                : "set GATEHOUSE_GOOGLE_CLIENT_ID and GATEHOUSE_GOOGLE_CLIENT_SECRET (redirect URI %s)"
                                        .formatted(GoogleLogin.redirectUri(keycloak.url())),
                        work(options));
    }

    private static String work(DemoOptions options) {
        StringBuilder text = new StringBuilder();
        if (options.dev()) {
            text.append("""
                    Working on Gatehouse
                      A change below themes/src/main/resources/theme/gatehouse shows when you reload the page.
                      After a change of Java: mvn -q -pl authenticator package -DskipTests; Keycloak then restarts by itself.

                    """);
        }
        options.ports()
                .debugger()
                .ifPresent(port -> text.append("Debugger: attach to localhost:%d (JDWP, socket)%n".formatted(port)));
        return text.toString();
    }
}
