package dev.gatehouse.load;

import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A user with a separate network and one browser, which keeps the cookies of the known device between logins.
 *
 * @param email the email address, which is also the user name
 * @param address the IP address of the browser
 * @param userAgent the user agent header of the browser
 * @param isNew whether the user has never signed in
 * @param cookies the cookies that the browser keeps, by name: the token of the known device, and which account it belongs to
 */
record Person(String email, String address, String userAgent, boolean isNew, Map<String, String> cookies) {

    static final String PASSWORD = "Passw0rd!";

    /** The authenticator app of all new users who have one. */
    static final AuthenticatorApp APP = new AuthenticatorApp("only-for-measurement");

    private static final List<String> USER_AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36");
    private static final int BYTE = 256;

    /**
     * Creates users.
     *
     * @param name the prefix of their email addresses
     * @param first the number of the first user
     * @param count the number of users
     * @param areNew whether they have never signed in
     */
    static List<Person> people(String name, int first, int count, boolean areNew) {
        List<Person> people = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            people.add(new Person(
                    name + number + "@acme.test",
                    "80." + number / BYTE % BYTE + "." + number % BYTE + ".20",
                    USER_AGENTS.get(number % USER_AGENTS.size()),
                    areNew,
                    new ConcurrentHashMap<>()));
        }
        return people;
    }
}
