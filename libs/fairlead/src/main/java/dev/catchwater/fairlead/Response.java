package dev.catchwater.fairlead;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The head of an answer, with its body still to be read. The call lasts until the body has been read, cancelled or
 * failed: whoever takes a response must do one of these, or the deadline does.
 *
 * @param request what was asked in the end, after redirects
 * @param status the status code, 200 to 599, or 101 where an {@link Outlet} was asked for
 * @param headers the header fields
 * @param body the content, to be read once
 * @param hops the redirects that were followed, in order
 */
public record Response(Request request, int status, Headers headers, ResponseBody body, List<Hop> hops) {
    /**
     * A redirect that was followed.
     *
     * @param status the redirect's status: only 301 and 308 are permanent
     * @param from the URI that redirected
     */
    public record Hop(int status, URI from) {
        /** Status and origin; path and query may hold secrets. */
        @Override
        public String toString() {
            return status + " from " + Request.originOf(from);
        }
    }

    public Response(Request request, int status, Headers headers, ResponseBody body) {
        this(request, status, headers, body, List.of());
    }

    /** The URI that answered, after redirects. */
    public URI uri() {
        return request.uri();
    }

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The whole body as text in the charset of Content-Type, UTF-8 where it names none or an unknown one. */
    public Uni<String> text() {
        return body.bytes().map(bytes -> bytes.toString(charset()));
    }

    /** This response if its status is 2xx; otherwise drops the body and fails with {@link HttpFailure.BadStatus}. */
    public Uni<Response> requireSuccess() {
        if (isSuccess()) {
            return Uni.createFrom().item(this);
        }
        return body.discard()
                .onItemOrFailure()
                .transformToUni((done, failure) ->
                        Uni.createFrom().failure(new HttpFailure.BadStatus(status, headers).asException()));
    }

    public Response withBody(ResponseBody other) {
        return new Response(request, status, headers, other, hops);
    }

    public Response withHeaders(Headers others) {
        return new Response(request, status, others, body, hops);
    }

    public Response withHops(List<Hop> followed) {
        return new Response(request, status, headers, body, followed);
    }

    private Charset charset() {
        String type = headers.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        int at = type.indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name =
                type.substring(at + "charset=".length()).split("[;\\s]", 2)[0].replace("\"", "");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
