package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** An origin that answers as it was told, in turn, and remembers what it was asked. */
final class Origin implements Next {
    static final HttpFailure CUT = new HttpFailure.Disconnected("http://origin.test:80", "cut");

    final List<Request> requests = new ArrayList<>();
    private final Deque<Function<Request, Uni<Response>>> answers = new ArrayDeque<>();

    Origin answers(int status, String body, String... headers) {
        answers.add(request -> Uni.createFrom()
                .item(
                        body.isEmpty()
                                ? new Response(request, status, Headers.of(headers), ResponseBody.empty())
                                : Answers.of(request, status, Headers.of(headers), body)));
        return this;
    }

    Origin answers(Function<Request, Uni<Response>> answer) {
        answers.add(answer);
        return this;
    }

    Origin part(String body, String range, String... more) {
        Headers headers = Headers.of("Cache-Control", "max-age=9", "ETag", "\"1\"", "Content-Range", "bytes " + range)
                .and(Headers.of(more));
        return answers(request -> Uni.createFrom().item(Answers.of(request, 206, headers, body)));
    }

    /** An answer that promises more than it brings. */
    Origin breaksOff(int status, String body, String... headers) {
        return answers(request -> Uni.createFrom()
                .item(new Response(
                        request,
                        status,
                        Headers.of(headers),
                        ResponseBody.of(
                                Multi.createBy()
                                        .concatenating()
                                        .streams(
                                                Multi.createFrom().item(Buffer.buffer(body)),
                                                Multi.createFrom().failure(CUT.asException())),
                                () -> {}))));
    }

    Origin fails(HttpFailure failure) {
        return answers(request -> Uni.createFrom().failure(failure.asException()));
    }

    @Override
    public Uni<Response> proceed(Request request) {
        return Uni.createFrom().deferred(() -> {
            requests.add(request);
            if (answers.isEmpty()) {
                throw new AssertionError("the origin was asked once too often");
            }
            return answers.poll().apply(request);
        });
    }
}
