package dev.gatehouse.admin.page.plot;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements; the library escapes every text and attribute. */
final class SvgWriter {

    private final StringWriter written = new StringWriter();
    private final XMLStreamWriter xml;

    SvgWriter() {
        try {
            // The JDK's own: Keycloak's class path may have another.
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** A number with at most two decimals, without needless zeros. */
    static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** The declaration of an XML file. */
    SvgWriter declaration() {
        try {
            xml.writeStartDocument("UTF-8", "1.0");
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn; texts, or numbers
     */
    SvgWriter open(String element, Object... attributes) {
        try {
            xml.writeStartElement(element);
            return attributes(attributes);
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** An element without content. */
    SvgWriter empty(String element, Object... attributes) {
        try {
            xml.writeEmptyElement(element);
            return attributes(attributes);
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** An element with a text, which is cleaned. */
    SvgWriter text(String element, String text, Object... attributes) {
        return open(element, attributes).characters(PlainText.clean(text)).close();
    }

    /** A text as it is: already cleaned, or a style sheet. */
    SvgWriter characters(String text) {
        try {
            xml.writeCharacters(text);
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    /** A text drawn with at most some width in pixels. What does not fit is a title, which browsers show on hovering. */
    SvgWriter label(String text, int width, Object... attributes) {
        String clean = PlainText.clean(text);
        String shown = PlainText.shorten(clean, width);
        open("text", attributes).characters(shown);
        if (!shown.equals(clean)) {
            text("title", clean);
        }
        return close();
    }

    /** Ends the element that was begun last. */
    SvgWriter close() {
        try {
            xml.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    private SvgWriter attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(
                    (String) attributes[i],
                    attributes[i + 1] instanceof Number number
                            ? number(number.doubleValue())
                            : (String) attributes[i + 1]);
        }
        return this;
    }

    /** What was written. */
    String written() {
        try {
            xml.flush();
            return written.toString();
        } catch (XMLStreamException e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(XMLStreamException cause) {
        return new IllegalStateException("writing to memory does not fail", cause);
    }
}
