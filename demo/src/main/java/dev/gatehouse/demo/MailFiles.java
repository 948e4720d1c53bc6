package dev.gatehouse.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.LauncherException;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Writes every email with sample data to files, and a page that lists them. A separate Keycloak renders them; nothing is sent. */
final class MailFiles {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final Path folder;
    private final List<String> languages;
    private final boolean hostile;

    /**
     * Prepares the files.
     *
     * @param languages language tags
     * @param hostile whether the samples are chosen to break an email
     */
    MailFiles(Console console, Path folder, List<String> languages, boolean hostile) {
        this.console = console;
        this.folder = folder;
        this.languages = languages;
        this.hostile = hostile;
    }

    /** Starts Keycloak, writes the files, and stops it. */
    void write() {
        Installation installation = Installation.ofThisJar();
        Path work = installation.folder().resolve("mails");
        console.step(2, "Unpacking Keycloak …");
        Path home = installation.distribution().unpackInto(work);
        KeycloakDistribution.installProviders(
                home,
                Stream.of(installation.providers(), installation.tools())
                        .flatMap(List::stream)
                        .toList());
        int port = Ports.anyFree();
        ReferenceRealm realm = new ReferenceRealm(port, Ports.anyFree(), Ports.anyFree());
        console.step(3, "Starting Keycloak …");
        try (KeycloakServer keycloak = KeycloakServer.in(home)
                .port(port)
                .managementPort(Ports.anyFree())
                .freshData(true)
                .logFile(work.resolve("keycloak.log"))
                .importRealms(realm.writeTo(work))
                .start()) {
            keycloak.awaitReady(PATIENCE);
            console.step(4, "Writing the emails …");
            StringBuilder index = new StringBuilder(
                    "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Emails</title><h1>Emails</h1>");
            for (String language : languages) {
                index.append("<h2>").append(escaped(language)).append("</h2><ul>");
                for (JsonNode mail : fetch(keycloak.url(), language)) {
                    index.append(write(language, mail));
                }
                index.append("</ul>");
            }
            Files.writeString(folder.resolve("index.html"), index.append("</html>\n"));
        } catch (IOException e) {
            throw new LauncherException(
                    "The emails cannot be written to %s (%s). Choose another folder.".formatted(folder, e), e);
        }
        console.step(5, "Done: open " + folder.resolve("index.html").toAbsolutePath());
    }

    private JsonNode fetch(String url, String language) throws IOException {
        URI address = URI.create("%s/realms/%s/gatehouse-mail-preview?language=%s&hostile=%s"
                .formatted(url, ReferenceRealm.NAME, language, hostile));
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new LauncherException(
                        "Keycloak cannot render the emails in the language %s. See its log for the reason."
                                .formatted(language));
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The emails were not written, because the program was interrupted.", e);
        }
    }

    private String write(String language, JsonNode mail) throws IOException {
        String name = mail.get("name").asText();
        Path of = Files.createDirectories(folder.resolve(language));
        Files.writeString(of.resolve(name + ".html"), mail.get("html").asText());
        Files.writeString(
                of.resolve(name + ".txt"),
                mail.get("subject").asText() + "\n\n" + mail.get("text").asText());
        return "<li><a href=\"%1$s/%2$s.html\">%3$s</a> (<a href=\"%1$s/%2$s.txt\">text</a>, %2$s)</li>"
                .formatted(language, name, escaped(mail.get("subject").asText()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
