package dev.gatehouse.demo;

import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.KeycloakServer;

/** What a newcomer reads when everything runs. */
final class Welcome {

    private Welcome() {}

    static String text(KeycloakServer keycloak, Inbox inbox) {
        return """

                Where to go
                  Apps             %2$s/apps
                  Inbox            %2$s
                  Account Console  %1$s/realms/acme/account
                  Admin Console    %1$s/admin  (admin / admin; realm "acme")

                Who can sign in, all with the password Passw0rd!
                  olivia@acme.test owner · adam@acme.test admin · sam@acme.test supervisor
                  alice@acme.test agent · bob@acme.test agent · sue@acme.test support

                What to try
                  1. Open the apps and sign in to the Dashboard as olivia@acme.test: the code to type arrives in the inbox.
                  2. Sign out and sign in again: nobody asks for a code, because the device is known now.
                  3. Sign in from a private window: a new device, so the code is asked for again.

                Server log: %3$s
                Ctrl-C stops everything; data is kept until you start with --fresh.
                """.formatted(keycloak.url(), inbox.url(), keycloak.logFile());
    }
}
