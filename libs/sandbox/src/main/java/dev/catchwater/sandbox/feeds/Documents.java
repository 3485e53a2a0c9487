package dev.catchwater.sandbox.feeds;

/** The bodies of {@link HostileSites}. */
final class Documents {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private Documents() {}

    /** A feed up to the inside of its first item's title. */
    static String head() {
        return DECLARATION + "<rss version=\"2.0\"><channel><title>Hostile</title><link>https://example.org/</link>"
                + "<description>on purpose</description><item><guid>urn:hostile:1</guid><title>";
    }

    /** What closes {@link #head()}. */
    static String tail() {
        return "</title></item></channel></rss>";
    }

    static String broken() {
        return head() + "fine so far</title></item><item><guid>urn:hostile:2</guid><title>but then <b>&undefined; <";
    }

    static String xxe() {
        return "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY secret SYSTEM \"file:///etc/passwd\">"
                + "<!ENTITY probe SYSTEM \"http://127.0.0.1:1/xxe\">]>\n"
                + head().substring(DECLARATION.length()) + "&secret;&probe;" + tail();
    }

    static String laughs() {
        var entities = new StringBuilder("<!ENTITY lol0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY lol")
                    .append(i)
                    .append(" \"")
                    .append(("&lol" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [" + entities + "]>\n" + head().substring(DECLARATION.length())
                + "&lol9;" + tail();
    }

    static String html() {
        return "<!doctype html><html><head><title>Site under maintenance</title></head>"
                + "<body><p>Back soon.<br>Feeds too.</body></html>";
    }

    static String script() {
        return head() + "Hello</title><description><![CDATA[<p onclick=\"alert(1)\">Hi<script>alert(2)</script>"
                + "<img src=x onerror=alert(3)><a href=\"javascript:alert(4)\">go</a>"
                + "<iframe src=\"https://example.org/\"></iframe><style>p{display:none}</style></p>]]></description>"
                + "<link>javascript:alert(5)</link></item></channel></rss>";
    }

    static String withoutIds() {
        return DECLARATION + "<rss version=\"2.0\"><channel><title>No ids</title><link>https://example.org/</link>"
                + "<description>none</description>"
                + "<item><title>First</title><pubDate>Sun, 01 Nov 2026 08:00:00 +0000</pubDate></item>"
                + "<item><title>Second</title><pubDate>Sun, 01 Nov 2026 09:00:00 +0000</pubDate></item>"
                + "</channel></rss>";
    }

    static String accents() {
        return head() + "Crème brûlée à São Tomé" + tail();
    }
}
