package dev.catchwater.aggregator.source.feed;

import dev.catchwater.aggregator.SourceFailure;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jdom2.Document;
import org.jdom2.input.sax.SAXHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.EntityResolver2;

/**
 * Reads XML from strangers. Nothing outside the document is ever loaded: every reference outward gets our own list of
 * HTML's character entities instead, so that a DOCTYPE does no harm and an undeclared {@code nbsp} is understood. A
 * document that declares external entities is refused, and so is one that grows by its entities (the JDK's limits).
 */
final class SafeXml {

    private static final String ENTITIES = htmlEntities();
    private static final String LAST_RESORT = "windows-1252";
    private static final int MAX_DEPTH = 256;

    /** Elements and attributes: parsed, each takes some hundred bytes of heap, however short it is written. */
    private static final int MAX_NODES = 250_000;

    private SafeXml() {}

    /**
     * Parses a document.
     *
     * @param charset from the HTTP header; without it the document's own word counts
     */
    static Document parse(byte[] body, @Nullable String charset) {
        byte[] document = trimmed(body);
        try {
            return parse(document, known(charset) && !hasMark(document) ? charset : null, true);
        } catch (IOException e) {
            throw new SourceFailure.Malformed("It is written in a character set that we do not know.").asException();
        } catch (Refused e) {
            throw new SourceFailure.Hostile(e.reason).asException();
        } catch (SAXParseException e) {
            throw new SourceFailure.Malformed("Its XML is broken at line " + e.getLineNumber() + ".").asException();
        } catch (SAXException e) {
            throw new SourceFailure.Malformed("Its XML is broken.").asException();
        }
    }

    /** Two mistakes are so common that the document is read once more without them. */
    private static Document parse(byte[] document, @Nullable String charset, boolean mayForgive)
            throws IOException, SAXException {
        try {
            return read(document, charset);
        } catch (CharConversionException e) {
            return misspelt(document, charset, mayForgive, e);
        } catch (SAXParseException e) {
            String said = String.valueOf(e.getMessage());
            if (said.contains("JAXP0001") || said.contains("entity expansions")) {
                throw new Refused("Its entities or nesting grow beyond reason.");
            }
            if (said.startsWith("Invalid byte")) {
                return misspelt(document, charset, mayForgive, new CharConversionException(said));
            }
            if (said.contains("was referenced, but not declared") && mayForgive) {
                return parse(withEntities(document), charset, false);
            }
            throw e;
        }
    }

    /** It is not in the charset that it claims; most often it is then in Windows' Latin. */
    private static Document misspelt(
            byte[] document, @Nullable String charset, boolean mayForgive, CharConversionException why)
            throws IOException, SAXException {
        if (!mayForgive || LAST_RESORT.equals(charset)) {
            throw why;
        }
        return parse(document, LAST_RESORT, true);
    }

    /** A DOCTYPE of ours after the XML declaration: HTML's entities are then declared. */
    private static byte[] withEntities(byte[] document) {
        String text = new String(document, StandardCharsets.ISO_8859_1);
        int at = text.startsWith("<?xml") ? text.indexOf("?>") + 2 : 0;
        return (text.substring(0, at) + "<!DOCTYPE feed SYSTEM \"html-entities.dtd\">" + text.substring(at))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Document read(byte[] body, @Nullable String charset) throws IOException, SAXException {
        InputSource input = new InputSource(new ByteArrayInputStream(body));
        if (charset != null) {
            input.setEncoding(charset);
        }
        Handler handler = new Handler();
        reader(handler).parse(input);
        return handler.getDocument();
    }

    private static XMLReader reader(Handler handler) throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setXIncludeAware(false);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setFeature("http://xml.org/sax/features/external-general-entities", false);
            // Ours are parameter-like: the resolver answers for all of them, and never from outside.
            reader.setFeature("http://xml.org/sax/features/use-entity-resolver2", true);
            reader.setContentHandler(handler);
            reader.setEntityResolver(new OnlyOurs());
            reader.setErrorHandler(handler);
            reader.setDTDHandler(handler);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", handler);
            reader.setProperty("http://xml.org/sax/properties/declaration-handler", handler);
            return reader;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser lacks a feature it has", e);
        }
    }

    private static boolean known(@Nullable String charset) {
        try {
            return charset != null && Charset.isSupported(charset);
        } catch (IllegalArgumentException notEvenAName) {
            return false;
        }
    }

    private static boolean hasMark(byte[] body) {
        return body.length > 1
                && ((body[0] == (byte) 0xEF && body[1] == (byte) 0xBB)
                        || (body[0] == (byte) 0xFE && body[1] == (byte) 0xFF)
                        || (body[0] == (byte) 0xFF && body[1] == (byte) 0xFE));
    }

    /** Some servers send an empty line first, which no XML parser allows before the declaration. */
    private static byte[] trimmed(byte[] body) {
        int start = 0;
        while (start < body.length
                && (body[start] == ' ' || body[start] == '\n' || body[start] == '\r' || body[start] == '\t')) {
            start++;
        }
        return start == 0 ? body : java.util.Arrays.copyOfRange(body, start, body.length);
    }

    private static String htmlEntities() {
        try (InputStream in = SafeXml.class.getResourceAsStream("html-entities.dtd")) {
            if (in == null) {
                throw new IllegalStateException("html-entities.dtd is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class OnlyOurs implements EntityResolver2 {

        @Override
        public InputSource getExternalSubset(String name, @Nullable String baseUri) {
            return ours();
        }

        @Override
        public InputSource resolveEntity(
                @Nullable String name, @Nullable String publicId, @Nullable String baseUri, String systemId) {
            return ours();
        }

        @Override
        public InputSource resolveEntity(@Nullable String publicId, String systemId) {
            return ours();
        }

        private static InputSource ours() {
            InputSource source = new InputSource(new StringReader(ENTITIES));
            source.setSystemId("urn:html-entities");
            return source;
        }
    }

    private static final class Handler extends SAXHandler {

        private int depth;
        private int nodes;

        @Override
        public void externalEntityDecl(String name, @Nullable String publicId, String systemId) throws SAXException {
            throw new Refused("It declares an external entity, which could read what is none of its business.");
        }

        @Override
        public void startElement(String uri, String local, String name, org.xml.sax.Attributes attributes)
                throws SAXException {
            depth++;
            if (depth > MAX_DEPTH) {
                throw new Refused("Its elements are nested more than " + MAX_DEPTH + " deep.");
            }
            nodes += 1 + attributes.getLength();
            if (nodes > MAX_NODES) {
                throw new Refused("It has more than " + MAX_NODES + " elements and attributes.");
            }
            super.startElement(uri, local, name, attributes);
        }

        @Override
        public void endElement(String uri, String local, String name) throws SAXException {
            depth--;
            super.endElement(uri, local, name);
        }
    }

    private static final class Refused extends SAXException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Refused(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
