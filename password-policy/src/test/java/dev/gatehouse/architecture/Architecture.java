package dev.gatehouse.architecture;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which packages use which: the list must name every package, every arrow that there is and no other, and there must be no cycle,
 * neither of packages nor of wings, the packages just below the root.
 */
public final class Architecture {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?([a-z][\\w.]*?)\\.[A-Z][\\w.]*(?:\\.\\*)?;");

    private final String root;
    private final Map<String, Set<String>> arrows;

    /**
     * An architecture.
     *
     * @param root the package that holds all others
     * @param list a line for each package, {@code name -> used, used}, without the root; what is indented goes on with the line before
     */
    public Architecture(String root, String list) {
        this.root = root;
        this.arrows = parse(list);
    }

    private static Map<String, Set<String>> parse(String list) {
        return list.replaceAll("\\n\\s+", " ")
                .lines()
                .map(line -> line.split("->", -1))
                .collect(Collectors.toMap(
                        line -> line[0].strip(),
                        line -> Arrays.stream(line[1].split(","))
                                .map(String::strip)
                                .filter(name -> !name.isEmpty())
                                .collect(Collectors.toCollection(TreeSet::new)),
                        (one, other) -> {
                            throw new IllegalArgumentException(
                                    "a package is listed twice, with " + one + " and " + other);
                        },
                        TreeMap::new));
    }

    /** Every class is in a package of the list, and uses only what its package may. */
    public ArchRule layers() {
        LayeredArchitecture layers = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitecture();
        for (String name : arrows.keySet()) {
            layers = layers.layer(name).definedBy(root + "." + name);
        }
        for (Map.Entry<String, Set<String>> arrow : arrows.entrySet()) {
            layers = arrow.getValue().isEmpty()
                    ? layers.whereLayer(arrow.getKey()).mayNotAccessAnyLayer()
                    : layers.whereLayer(arrow.getKey())
                            .mayOnlyAccessLayers(arrow.getValue().toArray(String[]::new));
        }
        return layers;
    }

    public ArchRule wingsHaveNoCycles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    public ArchRule packagesHaveNoCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** The arrows of wings, in lines like those of the list. */
    public String wings() {
        Map<String, Set<String>> wings = new TreeMap<>();
        arrows.forEach((name, used) -> {
            Set<String> others = wings.computeIfAbsent(wing(name), missing -> new TreeSet<>());
            used.stream()
                    .map(Architecture::wing)
                    .filter(other -> !other.equals(wing(name)))
                    .forEach(others::add);
        });
        return lines(wings);
    }

    private static String wing(String name) {
        return name.split("\\.")[0];
    }

    /**
     * The arrows of the list are those that there are.
     *
     * @param sources their source files too, because a constant leaves no trace in the class that uses it
     */
    public void assertArrowsAreThoseOf(JavaClasses classes, Path sources) {
        Map<String, Set<String>> actual = new TreeMap<>();
        arrows.keySet().forEach(name -> actual.put(name, new TreeSet<>()));
        for (JavaClass type : classes) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(JavaClass::getBaseComponentType)
                    .forEach(used -> add(actual, type.getPackageName(), used.getPackageName()));
        }
        javaFilesIn(sources)
                .forEach(source -> PACKAGE.matcher(source).results().findFirst().ifPresent(declared -> IMPORT.matcher(
                                source)
                        .results()
                        .forEach(imported -> add(actual, declared.group(1), imported.group(1)))));
        assertThat(lines(actual)).as("the packages that each package uses").isEqualTo(lines(arrows));
    }

    private void add(Map<String, Set<String>> actual, String from, String to) {
        String prefix = root + ".";
        if (from.startsWith(prefix) && to.startsWith(prefix) && !from.equals(to)) {
            actual.computeIfAbsent(from.substring(prefix.length()), missing -> new TreeSet<>())
                    .add(to.substring(prefix.length()));
        }
    }

    private static String lines(Map<String, Set<String>> arrows) {
        return arrows.entrySet().stream()
                .map(arrow -> (arrow.getKey() + " -> " + String.join(", ", arrow.getValue())).strip())
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> javaFilesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(Architecture::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
