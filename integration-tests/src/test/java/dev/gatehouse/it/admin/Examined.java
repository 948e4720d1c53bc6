package dev.gatehouse.it.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * What the doctor finds in a realm.
 *
 * @param findings the findings as an administrator of the realm reads them
 */
record Examined(List<JsonNode> findings) {

    static final String PATH = "/gatehouse/doctor";

    static Examined by(Admin admin) {
        return of(admin.get(PATH));
    }

    static Examined of(JsonNode array) {
        return new Examined(StreamSupport.stream(array.spliterator(), false).toList());
    }

    /** The ids of the checks that found something. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        findings.forEach(finding -> ids.add(finding.get("id").asText()));
        return ids;
    }

    /** A finding of a check, which must have one. */
    JsonNode finding(String id) {
        return findings.stream()
                .filter(finding -> finding.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " was not found, but " + ids()));
    }
}
