package dev.catchwater.weather.source.cap;

import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.Message;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads CAP messages out of a document: one message, or any that contains some (Atom, EDXL-DE). Document types are refused,
 * entities with them; elements of other namespaces are skipped, signatures among them, which are <em>not</em> verified.
 */
public final class CapXml {

    /** The most that we read, in bytes. */
    public static final int MOST_BYTES = 4 << 20;

    private static final Set<String> NAMESPACES = Set.of(
            "http://www.incident.com/cap/1.0",
            "urn:oasis:names:tc:emergency:cap:1.1",
            "urn:oasis:names:tc:emergency:cap:1.2");
    private static final int MOST_ELEMENTS = 100_000;
    private static final int MOST_DEPTH = 64;

    private int elements;

    private CapXml() {}

    /**
     * The messages in it.
     *
     * @param via who gave it to us
     * @throws dev.catchwater.weather.ProviderException if it is no XML, too large, hostile, or a message in it has no
     *     identifier, sender, time, status, type or scope
     */
    public static List<Message> read(byte[] document, String via) {
        if (document.length > MOST_BYTES) {
            throw malformed("A warning has more than " + (MOST_BYTES >> 20) + " MiB.");
        }
        try {
            return new CapXml().messages(factory().createXMLStreamReader(new ByteArrayInputStream(document)), via);
        } catch (XMLStreamException e) {
            throw malformed("A warning is no well-formed XML.");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private List<Message> messages(XMLStreamReader xml, String via) throws XMLStreamException {
        List<Message> messages = new ArrayList<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw malformed("A warning brings a document type, which none needs.");
            }
            if (event == XMLStreamConstants.START_ELEMENT && isCap(xml) && "alert".equals(xml.getLocalName())) {
                messages.add(CapMessage.of(element(xml, 0), via));
            }
        }
        return messages;
    }

    private Element element(XMLStreamReader xml, int depth) throws XMLStreamException {
        if (++elements > MOST_ELEMENTS || depth > MOST_DEPTH) {
            throw malformed("A warning has too many or too deep elements.");
        }
        // What is not CAP's own has no name here, and so is never found.
        Element element = new Element(isCap(xml) ? xml.getLocalName() : "");
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> element.add(element(xml, depth + 1));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw malformed("A warning brings entities of its own, which none needs.");
                case XMLStreamConstants.END_ELEMENT -> {
                    element.text(text.toString());
                    return element;
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
    }

    private static boolean isCap(XMLStreamReader xml) {
        String namespace = xml.getNamespaceURI();
        return namespace != null && NAMESPACES.contains(namespace);
    }

    private static RuntimeException malformed(String sentence) {
        return new ProviderFailure.Malformed(sentence).asException();
    }
}
