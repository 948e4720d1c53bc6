package dev.gatehouse.admin.page.plot;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An SVG as an XML parser reads it. */
record ParsedSvg(Document document) {

    static ParsedSvg of(String svg) {
        try {
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new ParsedSvg(parsers.newDocumentBuilder().parse(new InputSource(new StringReader(svg))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + svg, e);
        }
    }

    Element root() {
        return document.getDocumentElement();
    }

    List<Element> elements(String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    Stream<Attr> attributes() {
        return elements("*").stream().flatMap(element -> {
            List<Attr> attributes = new ArrayList<>();
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                attributes.add((Attr) element.getAttributes().item(i));
            }
            return attributes.stream();
        });
    }

    /** What is written, without the titles of shortened texts. */
    List<String> texts() {
        return elements("text").stream()
                .map(text -> text.getFirstChild().getNodeValue())
                .toList();
    }

    List<Element> ofClass(String name) {
        return elements("*").stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ")).contains(name))
                .toList();
    }

    /** The rectangles of the path of a series, in the order of the columns. */
    List<Rectangle> rectangles(int series) {
        return elements("path").stream()
                .filter(path -> path.getAttribute("id").endsWith("-series-" + series))
                .flatMap(path -> Rectangle.all(path.getAttribute("d")))
                .toList();
    }

    /** A rectangle whose upper left corner is at x and y. */
    record Rectangle(double x, double y, double width, double height) {

        private static final java.util.regex.Pattern PATH =
                java.util.regex.Pattern.compile("M([-.\\d]+) ([-.\\d]+)h([.\\d]+)v-([.\\d]+)h-([.\\d]+)z");

        static Stream<Rectangle> all(String path) {
            return PATH.matcher(path)
                    .results()
                    .map(rectangle -> new Rectangle(
                            Double.parseDouble(rectangle.group(1)),
                            Double.parseDouble(rectangle.group(2)) - Double.parseDouble(rectangle.group(4)),
                            Double.parseDouble(rectangle.group(3)),
                            Double.parseDouble(rectangle.group(4))));
        }
    }
}
