package dev.gatehouse.bench.timing;

import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A browser session in a separate network, without JavaScript, of a user who has forgotten the password. */
final class Visitor {

    private static final int REDIRECT = 300;
    private static final int ERROR = 400;
    private static final String FORM = "kc-reset-password-form";

    private final HttpBrowser browser;
    private final String realm;

    /**
     * Creates a visitor.
     *
     * @param realm the URL of the realm
     * @param network the number of the network, each a /24
     */
    Visitor(String realm, int network) {
        this.realm = realm;
        this.browser = HttpBrowser.at(realm)
                .from("10." + network / 256 % 256 + "." + network % 256 + ".7")
                .wantingPages();
    }

    /**
     * The response times, in nanoseconds.
     *
     * @param post the request with the address, until its response
     * @param page the page that it redirects to; empty if the response is the page
     * @param text the text of the final page
     */
    record Answer(long post, Optional<Long> page, String text) {}

    /** Opens the page "Forgotten password" of a client, and submits an address. */
    Answer ask(String address) throws IOException {
        Page form = browser.get(realm + "/login-actions/reset-credentials?client_id=workspace");
        if (!form.has(FORM)) {
            throw new IOException("no form for an address at " + form.url() + ": " + form.text());
        }
        // Following a redirect is measured separately.
        browser.stoppingBefore("");
        long start = System.nanoTime();
        Page answer = form.submit(FORM, Map.of("username", address));
        long posted = System.nanoTime() - start;
        Optional<Long> page = Optional.empty();
        if (answer.status() >= REDIRECT && answer.status() < ERROR) {
            start = System.nanoTime();
            answer = browser.goingOn().get(answer.url());
            page = Optional.of(System.nanoTime() - start);
        }
        if (answer.status() >= REDIRECT) {
            throw new IOException(answer.url() + " answers " + answer.status());
        }
        return new Answer(posted, page, answer.text().replace(address, "…"));
    }
}
