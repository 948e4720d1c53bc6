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

/** An app that signs people in with a library of others. It runs beside the test, which plays the user: opens the addresses that the app names. */
public final class NodeApp implements AutoCloseable {

    private static final List<String> SCRIPTS = List.of("serve.mjs", "openid-client.mjs", "oidc-client-ts.mjs", "node-saml.mjs");
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
     * Starts one.
     *
     * @param packages the libraries
     * @param owner the test that has the scripts in a folder {@code clients} beside it
     * @param library which
     * @param arguments what the script takes
     */
    public static NodeApp start(NodePackages packages, Class<?> owner, String library, String... arguments) {
        try {
            Path folder = Files.createTempDirectory(Path.of(System.getProperty("gatehouse.work", "target")).toAbsolutePath(), "clients-");
            for (String script : SCRIPTS) {
                try (InputStream stream = owner.getResourceAsStream("clients/" + script)) {
                    Files.copy(stream, folder.resolve(script));
                }
            }
            // Modules are looked for beside the script that wants them.
            Files.createSymbolicLink(folder.resolve("node_modules"), packages.modules());
            List<String> command = new ArrayList<>(List.of(packages.node().toString(), folder.resolve(library + ".mjs").toString()));
            command.addAll(List.of(arguments));
            return new NodeApp(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address at which the user signs in. */
    public String begin(Map<String, String> parameters) {
        return value("begin", Map.of("parameters", parameters)).asText();
    }

    /** The address at which the user signs in, asked for as the library does by itself. */
    public String begin() {
        return begin(Map.of());
    }

    /** What the app has learned of the user who was sent back to this address. */
    public JsonNode finish(Page page) {
        assertThat(page.isBackInTheApp()).as("%d %s: %s", page.status(), page.url(), page.text()).isTrue();
        return value("finish", Map.of("url", page.url()));
    }

    /** The same where the browser posts the answer. */
    public JsonNode finishPosted(Page page) {
        return value("finish", Map.of("response", page.element("input[name=SAMLResponse]").val()));
    }

    /** What new tokens tell. */
    public JsonNode refresh() {
        return value("refresh", Map.of());
    }

    /** Why there are no new tokens. */
    public String refusedRefresh() {
        return call("refresh", Map.of()).path("error").asText();
    }

    /** The address at which the user signs out, and is sent on to this one from there. */
    public String logout(String url) {
        return value("logout", Map.of("url", url)).asText();
    }

    /** The address at which the user goes on signing out whom the server has sent here to do so. */
    public String answerLogout(Page page) {
        return value("answerLogout", Map.of("query", query(page))).asText();
    }

    /** Whether the app takes the answer in this address for the end of a session. */
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
