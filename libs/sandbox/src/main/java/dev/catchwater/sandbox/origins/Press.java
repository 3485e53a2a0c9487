package dev.catchwater.sandbox.origins;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the newspaper's answers hold. All paths in them are relative: it does not know behind what it stands. */
final class Press {

    static final int ARTICLES = 200;
    private static final int SHOWN = 24;

    private Press() {}

    static String front(long edition) {
        String items = IntStream.rangeClosed(1, SHOWN)
                .mapToObj(id -> """
                        <li><img src="pictures/%1$d.svg" alt="" width="160" height="90"><a href="articles/%1$d">%2$s</a></li>
                        """.formatted(id, title(id)))
                .collect(Collectors.joining());
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Harbour Press</title>
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="stylesheet" href="assets/desk.css"><script type="module" src="assets/desk.js"></script></head>
                <body><h1>The Harbour Press</h1><p>Edition %d. <span id="ticker"></span></p><ul>%s</ul></body></html>
                """.formatted(edition, items);
    }

    static String article(int id, int version) {
        String text = IntStream.range(0, 40)
                .mapToObj(line ->
                        "<p>%s, it is said at the quay for the %d. time.</p>\n".formatted(title(id + line), line + 1))
                .collect(Collectors.joining());
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
                <link rel="stylesheet" href="../assets/desk.css"></head>
                <body><h1>%1$s</h1><p>Version %2$d. <a href="../">All articles</a></p><img src="../pictures/%3$d.svg" alt="">
                %4$s</body></html>
                """.formatted(title(id), version, id, text);
    }

    static String picture(int id) {
        String waves = IntStream.range(0, 60)
                .mapToObj(wave ->
                        """
                        <path d="M0 %1$d Q80 %2$d 160 %1$d T320 %1$d" stroke="hsl(%3$d 50%% %4$d%%)" fill="none"/>
                        """.formatted(wave * 3, wave * 3 + (wave * id) % 17 - 8, (id * 37) % 360, 30 + wave / 2))
                .collect(Collectors.joining());
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 320 180\">%s</svg>".formatted(waves);
    }

    static String title(int id) {
        String[] who = {"The ferry", "A heron", "The lamp at the pier", "The tide", "A crate of lemons", "The fog"};
        String[] what = {
            "came late", "was seen twice", "is for sale", "stands still", "sings", "wants a new coat", "left"
        };
        return who[id % who.length] + " " + what[id % what.length];
    }

    static final String STYLE = """
            :root { color-scheme: light dark; font: 1rem/1.5 Georgia, serif } body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            ul { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)) }
            li a { display: block }
            """;

    /** Looks at the ticker, and now and then at an article: who leaves the front page open keeps a cache busy. */
    static final String SCRIPT = """
            const ticker = document.getElementById("ticker");
            setInterval(async () => {
              const { line } = await (await fetch("api/ticker")).json();
              ticker.textContent = line;
              await fetch(`articles/${1 + Math.floor(200 * Math.random() ** 3)}`);
            }, 500);
            """;
}
