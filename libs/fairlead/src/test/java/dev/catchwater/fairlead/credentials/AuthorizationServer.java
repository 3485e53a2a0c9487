package dev.catchwater.fairlead.credentials;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.RequestBody;
import dev.catchwater.fairlead.Response;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The rest of a pipeline, behind which stand an API and the server that gives tokens for it. */
final class AuthorizationServer implements Next {
    static final String ENDPOINT = "https://auth.test/token";

    final List<Request> calls = new ArrayList<>();
    final List<Request> questions = new ArrayList<>();
    final Deque<Response> answers = new ArrayDeque<>();
    /** Set: questions are answered only when this is told to. */
    boolean holding;

    Predicate<String> accepts = authorization -> true;
    private final List<Runnable> held = new ArrayList<>();

    static String form(Request question) {
        return ((RequestBody.Bytes) question.body()).content().toString();
    }

    AuthorizationServer gives(int status, String json) {
        answers.add(Answers.of(Request.get(ENDPOINT), status, Headers.none(), json));
        return this;
    }

    AuthorizationServer gives(String token, int seconds) {
        return gives(
                200, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":" + seconds + "}");
    }

    /** The tokens that calls were made with, in order. */
    List<String> sent() {
        return calls.stream()
                .map(call -> call.headers().first("Authorization").orElse("-").replace("Bearer ", ""))
                .toList();
    }

    void answerNow() {
        List<Runnable> now = List.copyOf(held);
        held.clear();
        now.forEach(Runnable::run);
    }

    @Override
    public Uni<Response> proceed(Request request) {
        return Uni.createFrom().emitter(emitter -> {
            if (!request.uri().toString().equals(ENDPOINT)) {
                calls.add(request);
                String authorization = request.headers().first("Authorization").orElse("");
                emitter.complete(Answers.of(request, accepts.test(authorization) ? 200 : 401, Headers.none(), "body"));
                return;
            }
            questions.add(request);
            if (holding) {
                held.add(() -> answer(emitter));
            } else {
                answer(emitter);
            }
        });
    }

    private void answer(UniEmitter<? super Response> emitter) {
        if (answers.isEmpty()) {
            emitter.fail(
                    new dev.catchwater.fairlead.HttpFailure.Refused("https://auth.test:443", "refused").asException());
        } else {
            emitter.complete(answers.remove());
        }
    }
}
