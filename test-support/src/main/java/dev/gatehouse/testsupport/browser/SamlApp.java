package dev.gatehouse.testsupport.browser;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** An app that signs users in by SAML, in a browser. */
public final class SamlApp {

    /** Its entity id, which is its client id. */
    public static final String ENTITY = "saml-app";

    private static final String CONSUMER = HttpBrowser.CALLBACK + "/saml";

    private final TestServer server;

    public SamlApp(TestServer server) {
        this.server = server;
    }

    /** The SAML binding of the response. */
    public enum Binding {
        /** In a form that the browser posts. */
        POST("HTTP-POST", Map.of("saml.force.post.binding", "true")),
        /** In the query of a redirect. */
        REDIRECT(
                "HTTP-Redirect",
                Map.of("saml.force.post.binding", "false", "saml_assertion_consumer_url_redirect", CONSUMER)),
        /** As a reference in the URL, with which the app fetches the assertion itself. */
        ARTIFACT(
                "HTTP-Artifact",
                Map.of(
                        "saml.force.post.binding",
                        "false",
                        "saml.artifact.binding",
                        "true",
                        "saml_artifact_binding_url",
                        CONSUMER));

        private final String wanted;
        private final Map<String, String> attributes;

        Binding(String wanted, Map<String, String> attributes) {
            this.wanted = wanted;
            this.attributes = attributes;
        }
    }

    /** Registers it as a client of the realm; closing removes it. */
    public Admin.Restore registered(Binding binding) {
        Map<String, String> attributes = new HashMap<>(Map.of(
                "saml.client.signature", "false",
                "saml.authnstatement", "true",
                "saml_assertion_consumer_url_post", CONSUMER));
        attributes.putAll(binding.attributes);
        return Clients.added(
                server.admin(),
                ENTITY,
                Map.of(
                        "protocol",
                        "saml",
                        "standardFlowEnabled",
                        true,
                        "redirectUris",
                        List.of(CONSUMER),
                        "protocolMappers",
                        List.of(),
                        "attributes",
                        attributes));
    }

    /** Opens the login page of the app. */
    public Page open(HttpBrowser browser) {
        return open(browser, Binding.POST, false);
    }

    /** Opens the login page of the app, which requests this binding for the response. */
    public Page open(HttpBrowser browser, Binding binding) {
        return open(browser, binding, false);
    }

    /** Requests an assertion without any page ({@code IsPassive}). */
    public Page openPassively(HttpBrowser browser) {
        return open(browser, Binding.POST, true);
    }

    private Page open(HttpBrowser browser, Binding binding, boolean isPassive) {
        String request = """
                <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_%s" Version="2.0" IssueInstant="%s" IsPassive="%s" \
                AssertionConsumerServiceURL="%s" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:%s">\
                <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:Issuer></samlp:AuthnRequest>""".formatted(
                        UUID.randomUUID(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        isPassive,
                        CONSUMER,
                        binding.wanted,
                        ENTITY);
        return browser.get(server.realmUrl() + "/protocol/saml?SAMLRequest="
                + Admin.encode(Base64.getEncoder().encodeToString(deflated(request))));
    }

    /** The response that a browser is about to hand over to the app; empty if there is none. */
    public static String response(Page page) {
        if (!page.isBackInTheApp()) {
            return "";
        }
        return new String(
                Base64.getDecoder()
                        .decode(page.element("input[name=SAMLResponse]").val()),
                StandardCharsets.UTF_8);
    }

    private static byte[] deflated(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
