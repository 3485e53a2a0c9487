package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Lets the attempts of a call know where it was sent before. Stands before whatever repeats attempts. */
public final class TriedStage implements Stage {
    @Override
    public Uni<Response> apply(Request request, Next next) {
        return Uni.createFrom().deferred(() -> next.proceed(request.with(Tried.OF_THE_CALL, Optional.of(new Tried()))));
    }
}
