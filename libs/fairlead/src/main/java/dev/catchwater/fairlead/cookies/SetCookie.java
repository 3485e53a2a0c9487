package dev.catchwater.fairlead.cookies;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Set-Cookie field, taken apart as user agents do (RFC 6265bis §5.6). */
final class SetCookie {
    /** Nothing is kept for longer (RFC 6265bis §5.6.1, §5.6.2). */
    static final Duration MAX_LIFE = Duration.ofDays(400);

    private static final int MAX_ATTRIBUTE = 1024;

    final String name;
    final String value;
    boolean secure;
    boolean httpOnly;
    SameSite sameSite = SameSite.DEFAULT;
    /** Empty: of the host alone. Without the leading dot. */
    String domain = "";
    /** Null where none was named, or one that is not absolute. */
    @Nullable
    String path;

    private @Nullable Instant expires;
    private @Nullable Instant maxAge;

    private SetCookie(String name, String value) {
        this.name = name;
        this.value = value;
    }

    /** Empty where the field is to be ignored. */
    static Optional<SetCookie> parse(String field, Instant now) {
        if (Cookie.hasControls(field)) {
            return Optional.empty();
        }
        String[] parts = field.split(";", -1);
        int equals = parts[0].indexOf('=');
        String name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
        String value = parts[0].substring(equals + 1).strip();
        if (name.length() + value.length() > Cookie.MAX_BYTES || (name.isEmpty() && value.isEmpty())) {
            return Optional.empty();
        }
        SetCookie cookie = new SetCookie(name, value);
        for (int i = 1; i < parts.length; i++) {
            cookie.attribute(parts[i], now);
        }
        return Optional.of(cookie);
    }

    /** Max-Age goes before Expires; empty: for as long as the jar lives. */
    Optional<Instant> expiry() {
        return Optional.ofNullable(maxAge == null ? expires : maxAge);
    }

    private void attribute(String text, Instant now) {
        int equals = text.indexOf('=');
        String key = (equals < 0 ? text : text.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        String given = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (given.length() > MAX_ATTRIBUTE) {
            return;
        }
        switch (key) {
            case "expires" -> CookieDate.parse(given).ifPresent(date -> expires = atMost(date, now));
            case "max-age" -> maxAge(given, now);
            case "domain" -> domain = (given.startsWith(".") ? given.substring(1) : given).toLowerCase(Locale.ROOT);
            case "path" -> path = given.startsWith("/") ? given : null;
            case "secure" -> secure = true;
            case "httponly" -> httpOnly = true;
            case "samesite" ->
                sameSite = switch (given.toLowerCase(Locale.ROOT)) {
                    case "none" -> SameSite.NONE;
                    case "lax" -> SameSite.LAX;
                    case "strict" -> SameSite.STRICT;
                    default -> SameSite.DEFAULT;
                };
            default -> {}
        }
    }

    private void maxAge(String given, Instant now) {
        if (!given.matches("-?[0-9]+")) {
            return;
        }
        if (given.startsWith("-") || given.matches("0+")) {
            maxAge = Instant.MIN;
        } else {
            // More digits than a long has are more than 400 days.
            long seconds = given.length() > 18 ? Long.MAX_VALUE : Long.parseLong(given);
            maxAge = now.plusSeconds(Math.min(seconds, MAX_LIFE.toSeconds()));
        }
    }

    private static Instant atMost(Instant date, Instant now) {
        Instant latest = now.plus(MAX_LIFE);
        return date.isAfter(latest) ? latest : date;
    }
}
