package dev.catchwater.aggregator.api;

import dev.catchwater.aggregator.SourceBook;
import dev.catchwater.aggregator.SourceException;
import dev.catchwater.aggregator.SourceFailure;
import dev.catchwater.postgres.StoreAway;
import dev.catchwater.web.Problem;
import dev.catchwater.web.problem.Problems;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The failures of this service as problems (RFC 9457). */
class Mappers {

    @ServerExceptionMapper
    Response source(SourceException thrown) {
        SourceFailure failure = thrown.failure();
        String kind = "source-" + failure.tag().replace('_', '-');
        Problem problem = Problem.of(kind, "This source cannot be added", status(failure), failure.message());
        Response.ResponseBuilder answer = Problems.response(problem);
        if (failure instanceof SourceFailure.Limited(Duration wait) && wait != null) {
            answer.header("Retry-After", Math.max(1, wait.toSeconds()));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response full(SourceBook.Full thrown) {
        return Problems.response(Problem.of("too-many-sources", "Too many sources", 409, thrown.getMessage()))
                .build();
    }

    @ServerExceptionMapper
    Response away(StoreAway thrown) {
        return Problems.response(Problem.of(503, "The database is away at the moment."))
                .header("Retry-After", 2)
                .build();
    }

    private static int status(SourceFailure failure) {
        return switch (failure) {
            case SourceFailure.BadAddress f -> 400;
            case SourceFailure.Forbidden f -> 422;
            case SourceFailure.Unauthorized f -> 422;
            case SourceFailure.Gone f -> 422;
            case SourceFailure.TooLarge f -> 422;
            case SourceFailure.NotASource f -> 422;
            case SourceFailure.Malformed f -> 422;
            case SourceFailure.Hostile f -> 422;
            case SourceFailure.BadStatus(int upstream) -> upstream >= 500 ? 502 : 422;
            case SourceFailure.Unreachable f -> 502;
            case SourceFailure.TimedOut f -> 504;
            case SourceFailure.Limited f -> 503;
            case SourceFailure.Busy f -> 503;
        };
    }
}
