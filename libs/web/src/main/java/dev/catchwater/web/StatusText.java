package dev.catchwater.web;

import io.netty.handler.codec.http.HttpResponseStatus;

/** The reason phrase of a status, as registered. */
final class StatusText {
    private StatusText() {}

    static String of(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }
}
