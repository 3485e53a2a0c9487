package dev.catchwater.fairlead.download;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;

/** A process that downloads, to be killed in the middle. */
final class DownloadingChild {
    private DownloadingChild() {}

    public static void main(String[] uriAndTarget) {
        Vertx vertx = Vertx.vertx();
        HttpClient client = HttpClient.create(vertx, Settings.named("child").withGuard(GuardPolicy.OFF));
        new Downloads(
                        client::send,
                        DownloadPolicy.DEFAULT.keepingPartial(),
                        new VertxTimers(vertx, InstantSource.system()),
                        new Random(1))
                .to(Request.get(uriAndTarget[0]), Path.of(uriAndTarget[1]))
                .collect()
                .last()
                .await()
                .indefinitely();
        System.exit(0);
    }
}
