package dev.gatehouse.testsupport.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the XML reports that Surefire and Failsafe write of test classes. */
final class TestReports {

    private static final List<String> FOLDERS = List.of("surefire-reports", "failsafe-reports");

    private TestReports() {}

    /**
     * A test class.
     *
     * @param onServer whether it ran against a server, by Failsafe
     * @param seconds its total duration
     * @param run the number of its tests that ran, each counted once
     * @param skipped the number of its tests that were skipped
     */
    record TestClass(String name, boolean onServer, double seconds, int run, int skipped, List<Flake> flakes) {}

    /**
     * A test that failed at first and passed when it was run again.
     *
     * @param failure the beginning of the stack trace of the first failure
     */
    record Flake(String test, String failure) {}

    /**
     * All test classes with reports in the modules below a folder.
     *
     * @param since older reports are of an earlier run and are ignored
     */
    static List<TestClass> below(Path project, Instant since) {
        List<TestClass> classes = new ArrayList<>();
        try (Stream<Path> modules = Files.list(project)) {
            for (Path module : modules.sorted().toList()) {
                for (String folder : FOLDERS) {
                    classes.addAll(in(module.resolve("target").resolve(folder), since));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    private static List<TestClass> in(Path folder, Instant since) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            boolean onServer = folder.endsWith("failsafe-reports");
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .filter(file -> isFrom(file, since))
                    .sorted()
                    .map(file -> read(file, onServer))
                    .toList();
        }
    }

    private static boolean isFrom(Path file, Instant since) {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isBefore(since);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestClass read(Path file, boolean onServer) {
        Element suite = parse(file);
        List<Flake> flakes = new ArrayList<>();
        int skipped = 0;
        List<Element> cases = children(suite, "testcase");
        for (Element test : cases) {
            skipped += children(test, "skipped").isEmpty() ? 0 : 1;
            String name = suite.getAttribute("name") + "." + test.getAttribute("name");
            Stream.of("flakyFailure", "flakyError")
                    .flatMap(kind -> children(test, kind).stream())
                    .findFirst()
                    .ifPresent(first ->
                            flakes.add(new Flake(name, first.getTextContent().strip())));
        }
        return new TestClass(
                suite.getAttribute("name"),
                onServer,
                Double.parseDouble(suite.getAttribute("time").replace(",", "")),
                cases.size() - skipped,
                skipped,
                flakes);
    }

    private static Element parse(Path file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("The report " + file + " cannot be read.", e);
        }
    }

    private static List<Element> children(Element parent, String name) {
        NodeList found = parent.getChildNodes();
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .filter(node -> node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList();
    }
}
