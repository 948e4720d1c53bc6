package dev.gatehouse.demo.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An app with a login form of its own, which stays known by its device token. It needs nothing but a JDK. With the demo running:
 *
 * <pre>java demo/src/main/java/dev/gatehouse/demo/app/NativeApp.java alice@acme.test 'Passw0rd!'</pre>
 *
 * <p>The first call asks for the code from the inbox, the next ones do not.
 */
public final class NativeApp {

    private static final String DEVICE_TOKEN = "device_token";
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    /** Where the app keeps each user's device token between two starts: on iOS in the Keychain, on Android under a key of the Keystore. */
    public interface DeviceTokens {

        /** The token that was kept last; empty if there is none, or if it cannot be read. */
        Optional<String> of(String user);

        /** Keeps a token in place of the one before. */
        void keep(String user, String token);
    }

    /** A login that the server has refused, with its description. */
    public static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1;

        RefusedException(String description) {
            super(description);
        }
    }

    private final URI endpoint;
    private final String clientId;
    private final HttpClient http;
    private final DeviceTokens devices;

    /**
     * The app of a realm.
     *
     * @param realm the address of the realm, such as {@code https://HOST/realms/acme}
     * @param clientId a public client with direct grants
     */
    public NativeApp(URI realm, String clientId, HttpClient http, DeviceTokens devices) {
        this.endpoint = URI.create(realm + "/protocol/openid-connect/token");
        this.clientId = clientId;
        this.http = http;
        this.devices = devices;
    }

    /**
     * Signs a user in; one login of a user at a time. If no answer arrives, call it again: the token that is kept still counts, from any
     * network.
     *
     * @param askForCode asks the user for the code that the description speaks of
     * @return the access token
     * @throws RefusedException if the server refuses the login
     * @throws IOException if there was no answer
     * @throws InterruptedException if the thread was interrupted
     */
    public String signIn(String user, String password, UnaryOperator<String> askForCode)
            throws RefusedException, IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "password");
        form.put("client_id", clientId);
        form.put("scope", "openid");
        form.put("username", user);
        form.put("password", password);
        Optional<String> sent = devices.of(user);
        sent.ifPresent(token -> form.put(DEVICE_TOKEN, token));

        String answer = post(form);
        if (field(answer, "error").filter("mfa_required"::equals).isPresent()
                && field(answer, "mfa_token").isPresent()) {
            form.put("mfa_token", field(answer, "mfa_token").get());
            form.put("code", askForCode.apply(field(answer, "error_description").orElse("")));
            answer = post(form);
        }
        // First of all: if the app ends now, it is known all the same. What another call has kept meanwhile is newer.
        field(answer, DEVICE_TOKEN)
                .filter(token -> devices.of(user).equals(sent))
                .ifPresent(token -> devices.keep(user, token));
        String description = field(answer, "error_description").orElse(answer);
        return field(answer, "access_token").orElseThrow(() -> new RefusedException(description));
    }

    private String post(Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A text of a flat JSON object. An app has a parser for that. */
    private static Optional<String> field(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"")
                .matcher(json);
        return value.find() ? Optional.of(ESCAPED.matcher(value.group(1)).replaceAll("$1")) : Optional.empty();
    }

    /** Keeps the tokens in files that only their owner can read. A phone has better places. */
    private record Folder(Path path) implements DeviceTokens {

        @Override
        public Optional<String> of(String user) {
            try {
                return Optional.of(Files.readString(file(user)));
            } catch (IOException noneYet) {
                return Optional.empty();
            }
        }

        @Override
        public void keep(String user, String token) {
            try {
                Files.createDirectories(path);
                // Only the owner can read a temporary file. Moved, it replaces the former token at once or not at all.
                Path next = Files.createTempFile(path, "next", null);
                Files.writeString(next, token);
                Files.move(next, file(user), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException lost) {
                // The user is asked for a code again, and nothing worse.
                System.err.println("The device token cannot be kept: " + lost);
            }
        }

        private Path file(String user) {
            return path.resolve(encoded(user));
        }
    }

    /**
     * Signs a user of the demo in.
     *
     * @param arguments the user and the password; then, unless it is that of the demo, the address of the realm
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            System.err.println("Usage: java NativeApp.java USER PASSWORD [REALM]");
            return;
        }
        URI realm = URI.create(arguments.length > 2 ? arguments[2] : "http://localhost:8080/realms/acme");
        Folder devices = new Folder(Path.of(System.getProperty("user.home"), ".gatehouse-native-app"));
        NativeApp app = new NativeApp(realm, "mobile", HttpClient.newHttpClient(), devices);
        try {
            String token = app.signIn(arguments[0], arguments[1], description -> {
                System.out.println(description);
                return System.console().readLine("Code: ");
            });
            System.out.println("Signed in. The access token has " + token.length() + " characters.");
        } catch (RefusedException refused) {
            System.out.println(refused.getMessage());
        }
    }
}
