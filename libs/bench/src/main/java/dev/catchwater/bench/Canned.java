package dev.catchwater.bench;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.Stage;
import io.smallrye.mutiny.Uni;

/** An exchange that costs nothing: what is left is a stage's own. */
final class Canned implements Next {
    private static final Headers NONE = Headers.none();

    @Override
    public Uni<Response> proceed(Request request) {
        return Uni.createFrom().item(() -> new Response(request, 200, NONE, ResponseBody.empty()));
    }

    /** One call through a stage, to the end of its body. */
    static void through(Stage stage, Request request, Next next, Runnable done) {
        stage.apply(request, next)
                .flatMap(response -> response.body().bytes())
                .subscribe()
                .with(body -> done.run());
    }
}
