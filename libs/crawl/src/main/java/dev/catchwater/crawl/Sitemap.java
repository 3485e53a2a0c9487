package dev.catchwater.crawl;

import crawlercommons.sitemaps.AbstractSiteMap;
import crawlercommons.sitemaps.SiteMap;
import crawlercommons.sitemaps.SiteMapIndex;
import crawlercommons.sitemaps.SiteMapParser;
import crawlercommons.sitemaps.SiteMapURL;
import crawlercommons.sitemaps.UnknownFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A sitemap (sitemaps.org 0.9; also text, RSS and Atom), or an index of them. Only addresses of the sitemap's own host are
 * kept: nobody may send us elsewhere.
 */
public sealed interface Sitemap {

    /** The largest that is read, in bytes, unpacked: what the protocol allows. */
    int LONGEST = 50 * 1024 * 1024;

    /** The most addresses of one: what the protocol allows. */
    int MOST = 50_000;

    /** Names other sitemaps. */
    record Index(List<URI> sitemaps) implements Sitemap {
        public Index {
            sitemaps = List.copyOf(sitemaps);
        }
    }

    /** Names pages. */
    record Pages(List<Page> pages) implements Sitemap {
        public Pages {
            pages = List.copyOf(pages);
        }
    }

    /**
     * A page.
     *
     * @param changed when it changed last, as its host says; null if it does not
     */
    record Page(URI address, @Nullable Instant changed) {}

    /**
     * Reads a sitemap, packed by gzip or not. Blocks for as long as parsing takes: for a worker thread.
     *
     * @return empty if it is none, or too large
     */
    static Optional<Sitemap> parse(byte[] bytes, URI address) {
        try {
            byte[] plain = unpacked(bytes);
            SiteMapParser parser = new SiteMapParser(false, true);
            AbstractSiteMap map = parser.parseSiteMap(plain, address.toURL());
            return Optional.of(
                    switch (map) {
                        case SiteMapIndex index -> new Index(sitemaps(index.getSitemaps(), address));
                        case SiteMap pages -> new Pages(pages(pages.getSiteMapUrls(), address));
                        default -> new Pages(List.of());
                    });
        } catch (UnknownFormatException | IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        boolean gzip = bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
        if (!gzip) {
            return bytes;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(LONGEST + 1);
            if (plain.length > LONGEST) {
                throw new IOException("too large");
            }
            return plain;
        }
    }

    private static List<URI> sitemaps(Collection<AbstractSiteMap> all, URI address) {
        return all.stream()
                .limit(MOST)
                .flatMap(map -> CanonicalUrl.of(map.getUrl().toString()).stream())
                .filter(uri -> isHere(uri, address))
                .distinct()
                .toList();
    }

    private static List<Page> pages(Collection<SiteMapURL> all, URI address) {
        return all.stream()
                .limit(MOST)
                .flatMap(url -> CanonicalUrl.of(url.getUrl().toString())
                        .filter(uri -> isHere(uri, address))
                        .map(uri -> new Page(
                                uri,
                                url.getLastModified() == null
                                        ? null
                                        : url.getLastModified().toInstant()))
                        .stream())
                .toList();
    }

    private static boolean isHere(URI uri, URI address) {
        return uri.getHost().equalsIgnoreCase(address.getHost());
    }
}
