package dev.gatehouse.testsupport.browser;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A program that signs users in by SAML without a browser, with their password (the profile for enhanced clients and proxies, ECP). */
public final class EcpProgram {

    /** Its entity id, which is its client id. */
    public static final String ENTITY = "urn:test:program";

    private static final String CONSUMER = "http://localhost:9999/saml";

    private final TestServer server;

    public EcpProgram(TestServer server) {
        this.server = server;
    }

    /** Registers it as a client of the realm; closing removes it. */
    public Admin.Restore registered(boolean allowed) {
        return Clients.added(
                server.admin(),
                ENTITY,
                Map.of(
                        "protocol", "saml",
                        "standardFlowEnabled", true,
                        "redirectUris", List.of(CONSUMER),
                        "protocolMappers", List.of(),
                        "attributes",
                                Map.of(
                                        "saml.client.signature",
                                        "false",
                                        "saml.authnstatement",
                                        "true",
                                        "saml_assertion_consumer_url_post",
                                        CONSUMER,
                                        "saml.allow.ecp.flow",
                                        Boolean.toString(allowed))));
    }

    /** Requests an assertion; returns the XML of the answer. */
    public String login(Admin.User user) {
        String basic = Base64.getEncoder()
                .encodeToString((user.email() + ":" + Admin.PASSWORD).getBytes(StandardCharsets.UTF_8));
        String message =
                """
                <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>\
                <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_%s" Version="2.0" IssueInstant="%s" \
                AssertionConsumerServiceURL="%s" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:PAOS">\
                <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:Issuer>\
                </samlp:AuthnRequest></S:Body></S:Envelope>""".formatted(UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.SECONDS), CONSUMER, ENTITY);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.realmUrl() + "/protocol/saml"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        try {
            return Http.client()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
