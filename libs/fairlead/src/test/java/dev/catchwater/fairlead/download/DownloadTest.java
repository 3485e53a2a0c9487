package dev.catchwater.fairlead.download;

import static dev.catchwater.fairlead.Answers.PATIENCE;
import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.ResponseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DownloadTest extends DownloadCase {
    @Test
    void retriesAreBoundedAndOnlyWhereTheyMayHelp() {
        assertThat(failure(downloads(answer(503, "busy")))).isInstanceOf(HttpFailure.BadStatus.class);
        assertThat(asked).hasSize(3);
        asked.clear();
        assertThat(failure(downloads(answer(404, "none")))).isInstanceOf(HttpFailure.BadStatus.class);
        assertThat(asked).hasSize(1);
        asked.clear();
        assertThat(failure(downloads(answer(503, "busy", "Retry-After", "60"))))
                .isInstanceOf(HttpFailure.BadStatus.class);
        assertThat(asked).hasSize(1);
        asked.clear();
        timers.waits.clear();
        assertThat(failure(downloads(answer(503, "busy", "Retry-After", "9"))))
                .isInstanceOf(HttpFailure.BadStatus.class);
        assertThat(timers.waits).hasSize(2).allMatch(wait -> wait.toSeconds() == 9);
        asked.clear();
        assertThat(failure(downloads(cut("01234"), answer(416, "")))).isInstanceOf(HttpFailure.class);
        assertThat(asked.size()).isBetween(3, 5);
        assertNothingIsThere();
    }

    @Test
    void anEndlessSeriesOfCutsEndsAtTheBoundOfRequests() {
        AtomicInteger at = new AtomicInteger();
        Function<Request, Response> drip = request -> cut("0").apply(request);
        Function<Request, Response> more =
                request -> part("1", "bytes " + at.incrementAndGet() + "-" + at.get() + "/1000000")
                        .apply(request);
        Downloads downloads =
                downloads(DownloadPolicy.DEFAULT, List.of(request -> withLength(drip.apply(request), "1000000"), more));
        assertThat(failure(downloads)).isEqualTo(new HttpFailure.BadBody("it is not whole after 100 requests"));
        assertThat(asked).hasSize(100);
        assertNothingIsThere();
    }

    private static Response withLength(Response response, String length) {
        return response.withHeaders(response.headers().with("Content-Length", length));
    }

    @Test
    void moreThanTheBoundIsNotWritten() {
        DownloadPolicy small = DownloadPolicy.DEFAULT.withMaxBytes(9);
        assertThat(failure(downloads(small, List.of(answer(200, "0123456789")))))
                .isEqualTo(new HttpFailure.TooLarge("the download", 9));
        assertThat(failure(downloads(small, List.of(answer(200, "0123456789", "Content-Length", "10")))))
                .isEqualTo(new HttpFailure.TooLarge("the download", 9));
        assertNothingIsThere();
    }

    @Test
    void aDiskWithoutRoomIsAClearFailure() {
        DownloadPolicy huge = DownloadPolicy.DEFAULT.withMaxBytes(Long.MAX_VALUE);
        Downloads downloads = downloads(huge, List.of(answer(200, "x", "Content-Length", Long.toString(1L << 58))));
        assertThatThrownBy(() -> load(downloads))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space")
                .hasMessageContaining("target");
        assertNothingIsThere();
        assertThatThrownBy(() -> get(downloads
                        .to(GET, folder.resolve("none/target"))
                        .collect()
                        .asList()))
                .isInstanceOf(UncheckedIOException.class);
    }

    private Downloads hanging(DownloadPolicy policy, AtomicInteger cancelled) {
        Multi<Buffer> slow = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(Buffer.buffer("01234")),
                        Multi.createFrom().nothing());
        Headers headers = Headers.of("ETag", ETAG, "Content-Length", "10");
        return downloads(
                policy,
                List.of(request -> new Response(
                        request,
                        200,
                        headers,
                        ResponseBody.of(slow.onCancellation().invoke(cancelled::incrementAndGet), () -> {}))));
    }

    private AssertSubscriber<DownloadEvent> begin(Downloads downloads) {
        AssertSubscriber<DownloadEvent> reader =
                downloads.to(GET, target).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        await().atMost(PATIENCE)
                .until(() -> reader.getItems().contains(new DownloadEvent.Progress(5, OptionalLong.of(10))));
        return reader;
    }

    @Test
    void cancellingReachesTheBodyAndRemovesThePartialFile() {
        AtomicInteger cancelled = new AtomicInteger();
        AssertSubscriber<DownloadEvent> reader = begin(hanging(DownloadPolicy.DEFAULT, cancelled));
        assertThat(folder).isNotEmptyDirectory();
        reader.cancel();
        await().atMost(PATIENCE).untilAsserted(this::assertNothingIsThere);
        assertThat(cancelled.get()).isEqualTo(1);
        assertThat(target).doesNotExist();
    }

    @Test
    void cancellingLeavesThePartialFileWhereItIsToBeKeptAndTheNextDownloadGoesOn() {
        DownloadPolicy keeping = DownloadPolicy.DEFAULT.keepingPartial();
        begin(hanging(keeping, new AtomicInteger())).cancel();
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve(".target.part.from")));
        assertThat(target).doesNotExist();
        await().atMost(PATIENCE).untilAsserted(() -> {
            asked.clear();
            load(downloads(keeping, List.of(part("56789", "bytes 5-9/10"))));
        });
        assertThat(asked.getFirst().headers().first("If-Range")).contains(ETAG);
        assertThat(target).hasContent("0123456789");
        assertThat(folder).isDirectoryNotContaining("glob:**.part*");
    }

    @Test
    void aPartialFileOfAnotherUriIsNotGoneOnWith() {
        DownloadPolicy keeping = DownloadPolicy.DEFAULT.keepingPartial().withMaxFailures(0);
        assertThat(failure(downloads(keeping, List.of(cut("01234"))))).isInstanceOf(HttpFailure.Disconnected.class);
        asked.clear();
        Request other = Request.get("https://example.org/file?other");
        get(downloads(keeping, List.of(answer(200, "other")))
                .to(other, target)
                .collect()
                .asList());
        assertThat(asked.getFirst().headers().contains("Range")).isFalse();
        assertThat(target).hasContent("other");
    }

    @Test
    void aSecondDownloadToTheSameTargetIsRefusedHoweverItIsNamed() {
        AssertSubscriber<DownloadEvent> first = begin(hanging(DownloadPolicy.DEFAULT, new AtomicInteger()));
        Path sameByAnotherName = folder.resolve("x/../target");
        assertThat(failureOf(downloads(answer(200, "x"))
                        .to(GET, sameByAnotherName)
                        .collect()
                        .asList()))
                .isInstanceOf(HttpFailure.InvalidRequest.class);
        first.cancel();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            load(downloads(answer(200, "x")));
            assertThat(target).hasContent("x");
        });
    }

    @Test
    void onlyAGetIsLoaded() {
        assertThat(failureOf(downloads(answer(200, "x"))
                        .to(GET.withMethod(Method.POST), target)
                        .collect()
                        .asList()))
                .isInstanceOf(HttpFailure.InvalidRequest.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aSlowReaderOfEventsHoldsNothingUpAndHearsOfTheEnd() {
        AssertSubscriber<DownloadEvent> reader =
                downloads(answer(200, "content")).to(GET, target).subscribe().withSubscriber(AssertSubscriber.create());
        await().atMost(PATIENCE).until(() -> Files.exists(target));
        reader.request(1);
        reader.awaitCompletion();
        assertThat(reader.getItems()).containsExactly(new DownloadEvent.Done(target, 7, 1));
    }
}
