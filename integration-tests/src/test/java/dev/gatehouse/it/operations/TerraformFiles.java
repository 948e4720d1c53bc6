package dev.gatehouse.it.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources below {@code deploy/terraform}, as far as they use the plain forms of those files.
 *
 * @param all the resources
 */
record TerraformFiles(List<Resource> all) {

    private static final Pattern RESOURCE =
            Pattern.compile("^resource \"(\\w+)\" \"(\\w+)\" \\{\\n(.*?)^}", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("^  (\\w+) += (.+)$", Pattern.MULTILINE);
    private static final Pattern CONFIG =
            Pattern.compile("^  config += \\{\\n(.*?)^  }", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CONFIG_KEY = Pattern.compile("^    (\\w+) +=", Pattern.MULTILINE);
    private static final Pattern BLOCK =
            Pattern.compile("^  (executor|condition) \\{\\n(.*?)^  }", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("name += \"([^\"]+)\"");

    /**
     * A resource.
     *
     * @param type its type, such as {@code keycloak_required_action}
     * @param name its name in the files
     * @param values its own values as they are written, without those of blocks
     * @param configKeys the keys of its map {@code config}
     * @param blocks the names in its blocks {@code executor} and {@code condition}
     */
    record Resource(String type, String name, Map<String, String> values, Set<String> configKeys, List<String> blocks) {

        /** A value that is a text. */
        String text(String value) {
            String written = values.get(value);
            if (written == null || !written.startsWith("\"")) {
                throw new AssertionError(type + "." + name + " has no text " + value + ", but " + written);
            }
            return written.substring(1, written.length() - 1);
        }

        private String address() {
            return type + "." + name;
        }
    }

    static TerraformFiles read() {
        return new TerraformFiles(Stream.of("flows.tf", "gate.tf")
                .map(file -> DeploymentFiles.text("terraform/" + file))
                .flatMap(text -> RESOURCE.matcher(text).results())
                .map(TerraformFiles::resource)
                .toList());
    }

    List<Resource> ofType(String type) {
        return all.stream().filter(resource -> resource.type().equals(type)).toList();
    }

    /** The resource that a value refers to, as in {@code keycloak_authentication_flow.browser.alias}. */
    Resource referredBy(Resource resource, String value) {
        String written = resource.values().get(value);
        String address = written.substring(0, written.lastIndexOf('.'));
        return all.stream()
                .filter(other -> other.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new AssertionError(resource.address() + " refers to " + address));
    }

    private static Resource resource(MatchResult found) {
        String body = found.group(3);
        Map<String, String> values = new LinkedHashMap<>();
        VALUE.matcher(body).results().forEach(value -> values.put(value.group(1), value.group(2)));
        Matcher config = CONFIG.matcher(body);
        Set<String> keys = config.find()
                ? CONFIG_KEY
                        .matcher(config.group(1))
                        .results()
                        .map(key -> key.group(1))
                        .collect(Collectors.toCollection(TreeSet::new))
                : Set.of();
        List<String> blocks = BLOCK.matcher(body)
                .results()
                .flatMap(block -> NAME.matcher(block.group(2)).results())
                .map(name -> name.group(1))
                .toList();
        return new Resource(found.group(1), found.group(2), values, keys, blocks);
    }
}
