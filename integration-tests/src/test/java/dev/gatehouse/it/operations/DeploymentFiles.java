package dev.gatehouse.it.operations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.container.Compose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files below {@code deploy} that bring a realm to what Gatehouse needs. */
final class DeploymentFiles {

    static final String FLOWS = "config-cli/10-flows.yaml";
    static final String GATE = "config-cli/20-gate.yaml";

    private static final JsonFactory YAML = new YAMLFactory();

    private DeploymentFiles() {}

    /** The text of a file. */
    static String text(String file) {
        try {
            return Files.readString(folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only document of a file. */
    static ObjectNode yaml(String file) {
        List<JsonNode> documents = documents(text(file));
        if (documents.size() != 1) {
            throw new AssertionError(file + " has " + documents.size() + " documents");
        }
        return (ObjectNode) documents.get(0);
    }

    /** The documents of a text. */
    static List<JsonNode> documents(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(Admin.JSON.readTree(parser));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /** The realm that the Operator creates. */
    static ObjectNode importedRealm() {
        return (ObjectNode) yaml("operator/realm-import.yaml").at("/spec/realm");
    }

    private static Path folder() {
        return Compose.ROOT.resolve("deploy");
    }
}
