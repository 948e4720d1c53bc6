package dev.gatehouse.settings;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was read from configurations, as text: of each, what is not as in an empty configuration. */
public final class ReadSettings {

    private ReadSettings() {}

    /** Each result with the configurations that have it: of those that name the same keys, in the order in which they came. */
    public static <T extends Record> String of(List<String> keys, Function<Map<String, String>, T> parser) {
        Map<String, String> empty = components(parser.apply(Map.of()));
        Map<String, String> configsByResult = new LinkedHashMap<>();
        for (Map<String, String> config : SampleConfigs.of(keys)) {
            Map<String, String> read = components(parser.apply(config));
            if (!config.isEmpty()) {
                read.entrySet().removeAll(empty.entrySet());
            }
            String result = config.keySet() + " -> " + escaped(read.toString());
            configsByResult.merge(result, escaped(quoted(config)), (one, other) -> one + " | " + other);
        }
        return configsByResult.entrySet().stream()
                .map(entry -> entry.getKey() + "\n  " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static String quoted(Map<String, String> config) {
        return config.isEmpty()
                ? "(nothing)"
                : config.values().stream().map(value -> "[" + value + "]").collect(Collectors.joining(" "));
    }

    private static Map<String, String> components(Record settings) {
        Map<String, String> components = new LinkedHashMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                components.put(component.getName(), text(component.getAccessor().invoke(settings)));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return components;
    }

    /** Sets, and maps by enums, have no order of their own. */
    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            boolean isSorted = map.keySet().stream().anyMatch(key -> key instanceof Enum<?>);
            List<String> entries = map.entrySet().stream().map(Object::toString).toList();
            return (isSorted ? entries.stream().sorted().toList() : entries).toString();
        }
        if (value instanceof Set<?> set) {
            return set.stream().map(Object::toString).sorted().toList().toString();
        }
        return value instanceof Collection<?> list
                ? list.stream().map(Object::toString).toList().toString()
                : String.valueOf(value);
    }

    private static String escaped(String text) {
        return text.replace("\n", "\\n").replace("\t", "\\t");
    }
}
