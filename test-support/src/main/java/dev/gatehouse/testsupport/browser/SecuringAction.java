package dev.gatehouse.testsupport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.Map;

/** An action that secures an account against an intruder. */
public enum SecuringAction {

    /** The owner presses the button on the page that the emailed link opens. */
    NOT_ME(Admin.PASSWORD) {

        @Override
        public void make(TestServer server, Recoveries recoveries, Admin.User user) {
            HttpBrowser browser = recoveries.browser();
            String link = emailed(recoveries, user, () -> recoveries.askNotMe(browser, user));
            Page choosing = recoveries.browser().get(link).submit("gatehouse-secure-form", Map.of("secure", "on"));
            assertThat(choosing.text()).contains("Everyone has been signed out");
        }
    },

    /** The owner chooses a new password by an emailed link, and leaves the box ticked that signs others out. */
    RESET(Recoveries.NEW_PASSWORD) {

        @Override
        public void make(TestServer server, Recoveries recoveries, Admin.User user) {
            String link = emailed(recoveries, user, () -> recoveries.ask(recoveries.browser(), "workspace", user));
            Page form = recoveries.browser().get(link);
            assertThat(Recoveries.saying(Recoveries.choose(form, Recoveries.NEW_PASSWORD)))
                    .isEqualTo("DONE");
        }
    },

    /** An administrator sets a password. */
    ADMIN_SETS_PASSWORD(Recoveries.NEW_PASSWORD) {

        @Override
        public void make(TestServer server, Recoveries recoveries, Admin.User user) {
            server.admin().setPassword(user, Recoveries.NEW_PASSWORD);
        }
    };

    private final String password;

    SecuringAction(String password) {
        this.password = password;
    }

    /** The password that the account has afterwards. */
    public String password() {
        return password;
    }

    /** Performs it; whatever was issued for the account before is revoked afterwards. */
    public abstract void make(TestServer server, Recoveries recoveries, Admin.User user);

    /** The link in the email that this request sends, and not in an earlier one. */
    private static String emailed(Recoveries recoveries, Admin.User user, Runnable request) {
        int before = recoveries.mails(user).size();
        request.run();
        recoveries.latest(user, before + 1);
        return recoveries.link(user);
    }
}
