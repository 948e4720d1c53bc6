package dev.gatehouse.testsupport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.setup.NodePackages;
import dev.gatehouse.testsupport.admin.Admin;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An app that signs users in with a third-party library. It runs beside the test, which plays the user: the test opens the URLs that the
 * app names.
 */
public final class NodeApp implements AutoCloseable {

    private static final List<String> SCRIPTS =
            List.of("serve.mjs", "openid-client.mjs", "oidc-client-ts.mjs", "node-saml.mjs");
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private NodeApp(Process process) {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts an app.
     *
     * @param packages the libraries
     * @param owner the test whose scripts are in a folder {@code clients} beside it
     * @param library the library
     * @param arguments the arguments of the script
     */
    public static NodeApp start(NodePackages packages, Class<?> owner, String library, String... arguments) {
        try {
            Path folder = Files.createTempDirectory(
                    Path.of(System.getProperty("gatehouse.work", "target")).toAbsolutePath(), "clients-");
            for (String script : SCRIPTS) {
                try (InputStream stream = owner.getResourceAsStream("clients/" + script)) {
                    Files.copy(stream, folder.resolve(script));
                }
            }
            // Node looks for modules beside the script that imports them.
            Files.createSymbolicLink(folder.resolve("node_modules"), packages.modules());
            List<String> command = new ArrayList<>(List.of(
                    packages.node().toString(), folder.resolve(library + ".mjs").toString()));
            command.addAll(List.of(arguments));
            return new NodeApp(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL at which the user signs in. */
    public String begin(Map<String, String> parameters) {
        return value("begin", Map.of("parameters", parameters)).asText();
    }

    /** The URL at which the user signs in, by the library's defaults. */
    public String begin() {
        return begin(Map.of());
    }

    /** What the app knows about the user who was redirected to this address. */
    public JsonNode finish(Page page) {
        assertThat(page.isBackInTheApp())
                .as("%d %s: %s", page.status(), page.url(), page.text())
                .isTrue();
        return value("finish", Map.of("url", page.url()));
    }

    /** What the app knows about the user whose browser posts the response. */
    public JsonNode finishPosted(Page page) {
        return value(
                "finish",
                Map.of("response", page.element("input[name=SAMLResponse]").val()));
    }

    /** The claims of refreshed tokens. */
    public JsonNode refresh() {
        return value("refresh", Map.of());
    }

    /** The error of a refused refresh. */
    public String refusedRefresh() {
        return call("refresh", Map.of()).path("error").asText();
    }

    /** The URL at which the user signs out, and is redirected to this URL. */
    public String logout(String url) {
        return value("logout", Map.of("url", url)).asText();
    }

    /** The URL at which the user continues to sign out after the server's redirect to the app. */
    public String answerLogout(Page page) {
        return value("answerLogout", Map.of("query", query(page))).asText();
    }

    /** Whether the app accepts the response in this URL as the end of a session. */
    public boolean isLoggedOut(Page page) {
        return value("loggedOut", Map.of("query", query(page))).asBoolean();
    }

    private static String query(Page page) {
        return page.url().substring(page.url().indexOf('?') + 1);
    }

    private JsonNode value(String call, Map<String, ?> arguments) {
        JsonNode answer = call(call, arguments);
        assertThat(answer.path("error").asText()).as(call).isEmpty();
        return answer.path("value");
    }

    private JsonNode call(String call, Map<String, ?> arguments) {
        Map<String, Object> request = new HashMap<>(arguments);
        request.put("call", call);
        try {
            requests.write(Admin.JSON.writeValueAsString(request));
            requests.newLine();
            requests.flush();
            String answer = CompletableFuture.supplyAsync(this::nextLine).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(answer).as("an answer to %s", call).isNotNull();
            return Admin.JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(call + ": no answer", e);
        }
    }

    private String nextLine() {
        try {
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
