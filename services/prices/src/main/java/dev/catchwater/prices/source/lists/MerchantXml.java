package dev.catchwater.prices.source.lists;

import dev.catchwater.prices.Reading;
import dev.catchwater.prices.page.PageFacts;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Product feeds in RSS 2.0 and Atom 1.0, whose attributes are elements of the namespace {@code g}. */
final class MerchantXml {

    private static final int DEEPEST = 20;
    private static final int LONGEST = 4_000;

    private final XMLStreamReader xml;
    private final URI feed;
    private final Instant now;
    private final List<PageFacts> entries = new ArrayList<>();
    private @Nullable MerchantItem item;
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int itemDepth;
    private boolean shipping;

    private MerchantXml(XMLStreamReader xml, URI feed, Instant now) {
        this.xml = xml;
        this.feed = feed;
        this.now = now;
    }

    /** The items of a feed, at most {@link Reading#MOST}; none if it is not well-formed to its end. */
    static List<PageFacts> read(byte[] bytes, URI feed, Instant now) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            return new MerchantXml(xml, feed, now).all();
        } catch (XMLStreamException broken) {
            return List.of();
        }
    }

    private List<PageFacts> all() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> opened(xml.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> heard(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> closed(xml.getLocalName());
                default -> {}
            }
        }
        return entries;
    }

    private void opened(String name) throws XMLStreamException {
        depth++;
        if (depth > DEEPEST) {
            throw new XMLStreamException("nested too deep");
        }
        text.setLength(0);
        MerchantItem open = item;
        if (open == null) {
            if (name.equals("item") || name.equals("entry")) {
                item = new MerchantItem();
                itemDepth = depth;
            }
        } else if (name.equals("link") && xml.getAttributeValue(null, "href") != null) {
            // Atom's
            open.put("link", xml.getAttributeValue(null, "href"));
        } else if (name.equals("shipping")) {
            shipping = true;
        }
    }

    private void heard(String more) {
        if (item != null && text.length() + more.length() <= LONGEST) {
            text.append(more);
        }
    }

    private void closed(String name) {
        MerchantItem open = item;
        if (open != null && depth == itemDepth) {
            open.facts(feed, now).filter(facts -> entries.size() < Reading.MOST).ifPresent(entries::add);
            item = null;
        } else if (open != null && depth == itemDepth + 1 && name.equals("shipping")) {
            shipping = false;
        } else if (open != null && shipping) {
            if (name.equals("price")) {
                open.put("shipping", text.toString());
            }
        } else if (open != null && depth == itemDepth + 1) {
            open.put(name, text.toString());
        }
        text.setLength(0);
        depth--;
    }
}
