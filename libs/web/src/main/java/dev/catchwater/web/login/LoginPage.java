package dev.catchwater.web.login;

/** The page on which one signs in, or out. It works without scripts. */
final class LoginPage {
    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Sign in · %1$s</title>
            <link rel="icon" href="/web/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/web/catchwater.css">
            <script src="/web/theme.js"></script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to content</a>
            <header class="bar"><a class="brand" href="/">Catchwater <b>%1$s</b></a>
            <button type="button" class="quiet" data-theme-toggle hidden>Theme</button></header>
            <main id="main" class="narrow">
            %2$s
            </main>
            </body>
            </html>
            """;
    private static final String REFUSED =
            "<p class=\"notice bad\" role=\"alert\">This key opens nothing here. Check it, or ask for another one.</p>\n";

    private LoginPage() {}

    static String enter(String service, String next, boolean refused) {
        var body = """
            <h1>Sign in</h1>
            %2$s<form method="post" action="/login" class="card stack">
            <label for="key">API key</label>
            <input id="key" name="key" type="password" required autofocus autocomplete="current-password"
              maxlength="200" spellcheck="false" aria-describedby="hint"%3$s>
            <p id="hint" class="muted">It begins with <code>cw_</code>. The first one lies in the admin key file that
            the log names.</p>
            <input type="hidden" name="next" value="%1$s">
            <button type="submit">Sign in</button>
            </form>""".formatted(escape(next), refused ? REFUSED : "", refused ? " aria-invalid=\"true\"" : "");
        return FRAME.formatted(escape(service), body);
    }

    static String leave(String service, String name, String token) {
        var body = """
            <h1>Signed in</h1>
            <form method="post" action="/logout" class="card stack">
            <p>You are signed in with the key <b>%1$s</b>.</p>
            <input type="hidden" name="csrf" value="%2$s">
            <button type="submit">Sign out</button>
            </form>""".formatted(escape(name), escape(token));
        return FRAME.formatted(escape(service), body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
