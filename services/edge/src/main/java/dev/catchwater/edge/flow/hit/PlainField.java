package dev.catchwater.edge.flow.hit;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of plain requests: by themselves they mean nothing to a cache. An answer may still name one of them in Vary, and
 * a route in its rules, so {@link #isUntold} has to be asked before an answer is kept for other requests.
 */
enum PlainField {
    HOST("host"),
    ACCEPT_ENCODING("accept-encoding"),
    /** With one value only: keep-alive. */
    CONNECTION("connection"),
    ACCEPT("accept"),
    ACCEPT_LANGUAGE("accept-language"),
    DNT("dnt"),
    ORIGIN("origin"),
    PRIORITY("priority"),
    REFERER("referer"),
    SEC_CH_UA("sec-ch-ua"),
    SEC_CH_UA_MOBILE("sec-ch-ua-mobile"),
    SEC_CH_UA_PLATFORM("sec-ch-ua-platform"),
    SEC_FETCH_DEST("sec-fetch-dest"),
    SEC_FETCH_MODE("sec-fetch-mode"),
    SEC_FETCH_SITE("sec-fetch-site"),
    SEC_FETCH_USER("sec-fetch-user"),
    SEC_GPC("sec-gpc"),
    TRACEPARENT("traceparent"),
    UPGRADE_INSECURE_REQUESTS("upgrade-insecure-requests"),
    USER_AGENT("user-agent"),
    X_FORWARDED_FOR("x-forwarded-for"),
    X_FORWARDED_PROTO("x-forwarded-proto"),
    X_REAL_IP("x-real-ip"),
    X_REQUEST_ID("x-request-id");

    private static final int LONGEST = 32;
    private static final PlainField[][] BY_LENGTH = byLength();

    private final String name;

    PlainField(String name) {
        this.name = name;
    }

    private static PlainField[][] byLength() {
        PlainField[][] fields = new PlainField[LONGEST][];
        for (int length = 0; length < LONGEST; length++) {
            int wanted = length;
            fields[length] = Arrays.stream(values())
                    .filter(field -> field.name.length() == wanted)
                    .toArray(PlainField[]::new);
        }
        return fields;
    }

    /** By its name in any case; null: a request with it is not plain. */
    static @Nullable PlainField at(ByteBuf head, int from, int length) {
        if (length >= LONGEST) {
            return null;
        }
        for (PlainField field : BY_LENGTH[length]) {
            if (isAt(field.name, head, from)) {
                return field;
            }
        }
        return null;
    }

    /** Whether there is this text, in lower case and of letters, digits and hyphens, written in any case. */
    static boolean isAt(String text, ByteBuf bytes, int from) {
        for (int i = 0; i < text.length(); i++) {
            int b = bytes.getByte(from + i);
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether plain requests may differ in this field, by its name in lower case, without being told apart by it. */
    static boolean isUntold(String name) {
        for (PlainField field : values()) {
            if (field.name.equals(name)) {
                return field != HOST && field != ACCEPT_ENCODING;
            }
        }
        return false;
    }
}
