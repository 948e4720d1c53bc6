package dev.gatehouse.admin.command;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Calls Keycloak's admin REST interface, and asks it for text. */
final class AdminClient {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;

    /** A text member of a JSON object. What is read this way contains no nested objects. */
    private static final String MEMBER = "\"%s\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"";

    private static final Pattern ACCESS_TOKEN = Pattern.compile(String.format(MEMBER, "access_token"));
    private static final Pattern MESSAGE = Pattern.compile(String.format(MEMBER, "errorMessage"));
    private static final Pattern DESCRIPTION = Pattern.compile(String.format(MEMBER, "error_description"));
    private static final Pattern ERROR = Pattern.compile(String.format(MEMBER, "error"));
    private static final Pattern UNICODE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final String server;
    private final CommandArguments.Account account;
    private final String secret;

    AdminClient(String server, CommandArguments.Account account, String secret) {
        this.server = server;
        this.account = account;
        this.secret = secret;
    }

    /** The server cannot be reached, or refuses a call; the message says why. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * Calls the server with a new token, because the token of an administrator lives for a minute.
     *
     * @param path below {@code /admin/realms}
     * @throws Refused unless the server answers with a status below 400
     */
    HttpResponse<String> call(String method, String path, Map<String, String> query) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri(server + "/admin/realms" + path + "?" + form(query)))
                        .header("Authorization", "Bearer " + token())
                        .header("Accept", "text/plain, application/json;q=0.5")
                        .method(method, BodyPublishers.noBody()));
        if (response.statusCode() == NOT_FOUND
                && !MESSAGE.matcher(response.body()).find()) {
            throw new Refused(
                    "The server does not know this call: either there is no such realm, or Gatehouse is not installed. ("
                            + reason(response) + ")");
        }
        if (response.statusCode() >= FIRST_ERROR) {
            throw new Refused(reason(response));
        }
        return response;
    }

    private String token() {
        Map<String, String> form = new LinkedHashMap<>();
        if (account.isClient()) {
            form.put("grant_type", "client_credentials");
            form.put("client_id", account.name());
            form.put("client_secret", secret);
        } else {
            form.put("grant_type", "password");
            form.put("client_id", "admin-cli");
            form.put("username", account.name());
            form.put("password", secret);
        }
        HttpResponse<String> response = send(HttpRequest.newBuilder(
                        uri(server + "/realms/" + segment(account.realm()) + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(form))));
        return find(ACCESS_TOKEN, response.body())
                .orElseThrow(() -> new Refused(account.name() + " cannot sign in: " + reason(response)
                        + (response.body().contains("mfa_required")
                                ? " Use a client with a service account: --client."
                                : "")));
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException notAUrl) {
            throw new Refused("This is no URL: " + url);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (SSLException e) {
            throw new Refused("The server's certificate is not trusted: " + e.getMessage()
                    + " Name a trust store with java -Djavax.net.ssl.trustStore=FILE -jar …");
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused(server + " cannot be reached: "
                    + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("Interrupted.");
        }
    }

    private static String reason(HttpResponse<String> response) {
        String body = response.body();
        return find(MESSAGE, body)
                .or(() -> find(DESCRIPTION, body))
                .or(() -> find(ERROR, body))
                .map(text -> text + " (status " + response.statusCode() + ")")
                .orElse("The server answers with status " + response.statusCode() + ".");
    }

    private static Optional<String> find(Pattern member, String json) {
        Matcher found = member.matcher(json);
        return found.find() ? Optional.of(unescaped(found.group(1))) : Optional.empty();
    }

    private static String unescaped(String json) {
        return UNICODE.matcher(json)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))))
                .replace("\\n", "\n")
                .replace("\\\"", "\"")
                .replace("\\/", "/")
                .replace("\\\\", "\\");
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A text as a part of a path. */
    static String segment(String text) {
        return encoded(text).replace("+", "%20");
    }
}
