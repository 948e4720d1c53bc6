package dev.gatehouse.load;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser in which an administrator signs in to the page for administrators and reads it. It keeps cookies, whatever their path and
 * whether they are marked secure: Java's own store returns none of those to a server without TLS, as browsers do to localhost.
 */
final class AdminBrowser {

    private static final int OK = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;

    /** More than any login has. */
    private static final int MOST_REDIRECTS = 10;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>");
    private static final Pattern ACTION = Pattern.compile("\\baction=\"([^\"]*)\"");
    private static final String PASSWORD_FORM = "kc-form-login";
    private static final String CODE_FORM = "gatehouse-code-form";
    private static final String COMPLETED_PAGE = "/gatehouse/admin";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Person person;

    /** A browser without cookies, on the network of a person. */
    AdminBrowser(Person person) {
        this.person = person;
    }

    /**
     * An answer.
     *
     * @param millis from the beginning of the request until the last byte of the answer was there
     * @param url what was asked for last
     * @param status of the answer
     * @param body of the answer
     */
    record Answer(double millis, URI url, int status, String body) {

        /** Where a form of the page leads to; empty if the page has no such form. */
        Optional<URI> form(String id) {
            Matcher forms = FORM.matcher(body);
            while (forms.find()) {
                if (forms.group().contains("id=\"" + id + "\"")) {
                    Matcher action = ACTION.matcher(forms.group());
                    return action.find()
                            ? Optional.of(url.resolve(action.group(1).replace("&amp;", "&")))
                            : Optional.empty();
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Signs in by the page's own login, with a code if it is asked for.
     *
     * @param page the page for administrators
     * @param code the code of the latest email
     * @throws LauncherException if the login does not end at the page
     */
    void signIn(URI page, Supplier<Optional<String>> code) {
        Answer login = follow(get(URI.create(page + "/sign-in")));
        URI action = login.form(PASSWORD_FORM).orElseThrow(() -> unexpected(login));
        Answer next = follow(post(action, Map.of("username", person.email(), "password", Person.PASSWORD)));
        Optional<URI> codeForm = next.form(CODE_FORM);
        if (codeForm.isPresent()) {
            next = follow(post(codeForm.get(), Map.of("code", code.get().orElseThrow(() -> unexpected(login)))));
        }
        if (next.status() != OK || !next.url().getPath().endsWith(COMPLETED_PAGE)) {
            throw unexpected(next);
        }
    }

    /**
     * Reads a page.
     *
     * @throws LauncherException if the answer is not a page
     */
    Answer read(URI url) {
        Answer answer = get(url);
        if (answer.status() != OK) {
            throw unexpected(answer);
        }
        return answer;
    }

    private static LauncherException unexpected(Answer answer) {
        return new LauncherException("%s answered %d: %s"
                .formatted(
                        answer.url().getPath(),
                        answer.status(),
                        answer.body()
                                .replaceAll("(?s)<head>.*?</head>|<script.*?</script>|<[^>]*>|\\s+", " ")
                                .strip()));
    }

    private Answer get(URI url) {
        return send(HttpRequest.newBuilder(url).GET());
    }

    private Answer post(URI url, Map<String, String> fields) {
        // Map.of has another order in each run.
        String body = new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The page that redirects lead to. */
    private Answer follow(Answer first) {
        Answer answer = first;
        for (int count = 0; count < MOST_REDIRECTS && isRedirect(answer); count++) {
            answer = get(answer.url().resolve(answer.body()));
        }
        return answer;
    }

    private static boolean isRedirect(Answer answer) {
        return answer.status() >= FIRST_REDIRECT && answer.status() < FIRST_ERROR;
    }

    private Answer send(HttpRequest.Builder request) {
        request.header("User-Agent", person.userAgent())
                .header("X-Forwarded-For", person.address())
                .header("Accept-Language", "en");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpRequest built = request.build();
            long start = System.nanoTime();
            HttpResponse<String> response = http.send(built, HttpResponse.BodyHandlers.ofString());
            double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            // A redirect has no text of its own.
            String body = response.headers().firstValue("Location").orElseGet(response::body);
            return new Answer(millis, built.uri(), response.statusCode(), body);
        } catch (IOException e) {
            throw new LauncherException("The page did not answer (%s).".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The load test was interrupted.", e);
        }
    }

    private void keep(String header) {
        String[] cookie = header.split(";", 2)[0].split("=", 2);
        String value = cookie.length == 2 ? cookie[1].strip() : "";
        if (value.isEmpty()) {
            cookies.remove(cookie[0].strip());
        } else {
            cookies.put(cookie[0].strip(), value);
        }
    }
}
