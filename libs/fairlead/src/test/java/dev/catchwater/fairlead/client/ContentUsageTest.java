package dev.catchwater.fairlead.client;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.download.DownloadEvent;
import dev.catchwater.fairlead.download.DownloadPolicy;
import dev.catchwater.fairlead.download.Downloads;
import dev.catchwater.fairlead.form.FileContent;
import dev.catchwater.fairlead.form.MultipartForm;
import dev.catchwater.fairlead.form.UrlEncodedForm;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.json.Decoded;
import dev.catchwater.fairlead.json.Json;
import dev.catchwater.fairlead.json.JsonCalls;
import dev.catchwater.fairlead.json.Problem;
import dev.catchwater.fairlead.page.NextPage;
import dev.catchwater.fairlead.page.PagePolicy;
import dev.catchwater.fairlead.page.Pages;
import dev.catchwater.fairlead.template.Template;
import dev.catchwater.fairlead.template.Values;
import dev.catchwater.testkit.HttpMock;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's examples of bodies, templates, pages and downloads, with this upstream's address in place of example.org. */
class ContentUsageTest {
    @Test
    void whatTheReadmeShowsOfContentWorksWhenPasted(@HttpMock Upstream upstream, @TempDir Path folder)
            throws IOException {
        upstream.when(Match.post("/login").body("user=a+b&password=%26"))
                .reply(Reply.status(403)
                        .header("Content-Type", "application/problem+json")
                        .body("{\"title\":\"No\"}"));
        upstream.when(Match.post("/upload").bodyContaining("name=\"photo\"; filename=\"me.png\""))
                .reply(Reply.ok("thanks"));
        upstream.when(Match.get("/users/a%2Fb/repos").query("page", "1"))
                .reply(Reply.json("[\"x\",\"y\"]").header("Link", "<?page=2>; rel=\"next\""));
        upstream.when(Match.get("/users/a%2Fb/repos").query("page", "2")).reply(Reply.json("[\"z\"]"));
        upstream.when(Match.get("/archive.tar")).reply(Reply.ok("archive"));
        String origin = upstream.uri("").toString();
        Path photo = Files.writeString(folder.resolve("photo"), "pixels");
        Path archive = folder.resolve("archive.tar");
        Vertx vertx = Vertx.vertx();
        HttpClient client = HttpClient.create(vertx, Settings.named("content").withGuard(GuardPolicy.OFF));

        Request login =
                UrlEncodedForm.EMPTY.with("user", "a b").with("password", "&").applyTo(Request.post(origin + "/login"));
        Request upload = MultipartForm.EMPTY
                .field("title", "Me")
                .file("photo", "me.png", "image/png", FileContent.of(photo, FileContent.VIRTUAL_THREADS))
                .applyTo(Request.post(origin + "/upload").withHeader("Expect", "100-continue"), new Random());
        JsonCalls calls = new JsonCalls(client::send, Json.standard());
        Uni<String> why = calls.send(login, String.class)
                .map(Decoded::value)
                .onFailure()
                .recoverWithItem(
                        failure -> Problem.in(failure).flatMap(Problem::title).orElse("?"));
        Request repos = Template.of(origin + "/users/{user}/repos{?page}")
                .get(Values.of("user", "a/b").with("page", 1));
        Multi<String> names = Pages.items(
                request -> calls.send(request, new TypeReference<List<String>>() {}),
                repos,
                NextPage.byLink(),
                PagePolicy.DEFAULT,
                Decoded::value);
        Multi<DownloadEvent> progress = new Downloads(
                        client::send,
                        DownloadPolicy.DEFAULT,
                        new VertxTimers(vertx, InstantSource.system()),
                        new Random())
                .to(Request.get(origin + "/archive.tar"), archive);

        assertThat(get(why)).isEqualTo("No");
        assertThat(get(client.send(upload).flatMap(Response::text))).isEqualTo("thanks");
        assertThat(get(names.collect().asList())).containsExactly("x", "y", "z");
        assertThat(get(progress.collect().last())).isEqualTo(new DownloadEvent.Done(archive, 7, 1));
        assertThat(archive).hasContent("archive");
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
