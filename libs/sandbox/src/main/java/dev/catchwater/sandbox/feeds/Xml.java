package dev.catchwater.sandbox.feeds;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes an XML document element by element. */
final class Xml {

    /** Part of a document. */
    @FunctionalInterface
    interface Part {
        void write(Xml xml) throws XMLStreamException;
    }

    private final XMLStreamWriter writer;

    private Xml(XMLStreamWriter writer) {
        this.writer = writer;
    }

    static String document(Part body) {
        var text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeCharacters("\n");
            body.write(new Xml(writer));
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML could not be written to memory", e);
        }
        return text.toString();
    }

    /** An element with attributes, given as name and value in turn. */
    void open(String name, String... attributes) throws XMLStreamException {
        writer.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            writer.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }

    void close() throws XMLStreamException {
        writer.writeEndElement();
    }

    void empty(String name, String... attributes) throws XMLStreamException {
        open(name, attributes);
        close();
    }

    void text(String name, String value, String... attributes) throws XMLStreamException {
        open(name, attributes);
        writer.writeCharacters(value);
        close();
    }

    void cdata(String name, String value) throws XMLStreamException {
        open(name);
        writer.writeCData(value.replace("]]>", "]]]]><![CDATA[>"));
        close();
    }
}
