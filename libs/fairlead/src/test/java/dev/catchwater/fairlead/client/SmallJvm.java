package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.guard.GuardPolicy;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** The child of {@link LongBodyTest}: moves one long body in one direction and prints what came and what it took. */
final class SmallJvm {
    static final int CHUNK_BYTES = 64 * 1024;
    static final int CHUNKS = 16 * 1024;

    private static final AtomicLong peakDirect = new AtomicLong();

    private SmallJvm() {}

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        Settings settings = Settings.named("long").withGuard(GuardPolicy.OFF);
        try (HttpClient client = HttpClient.create(vertx, settings)) {
            String result = arguments[0].equals("down")
                    ? down(client, new VertxTimers(vertx, InstantSource.system()), arguments[1])
                    : up(client, arguments[1]);
            System.out.println(result + " peak heap=" + (peakHeap() >> 20) + "MiB direct=" + (peakDirect.get() >> 20)
                    + "MiB, the whole process " + peakResident());
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String down(HttpClient client, Timers timers, String uri) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        AtomicLong bytes = new AtomicLong();
        AtomicLong rests = new AtomicLong();
        client.send(Request.get(uri).withoutTimeout().withMaxBody(Long.MAX_VALUE))
                .onItem()
                .transformToMulti(response -> response.body().stream())
                .onItem()
                .transformToUniAndConcatenate(chunk -> {
                    digest.update(chunk.getBytes());
                    // A reader that lags behind: it rests for a second after each 128 MiB.
                    boolean rest = bytes.addAndGet(chunk.length()) >> 27 > rests.get();
                    return rest ? pause(timers, rests) : Uni.createFrom().voidItem();
                })
                .onItem()
                .ignoreAsUni()
                .await()
                .atMost(Duration.ofMinutes(5));
        return "bytes=" + bytes + " hash=" + HexFormat.of().formatHex(digest.digest());
    }

    private static Uni<Void> pause(Timers timers, AtomicLong rests) {
        rests.incrementAndGet();
        lookAtDirect();
        return timers.pause(Duration.ofSeconds(1));
    }

    private static String up(HttpClient client, String uri) {
        AtomicLong made = new AtomicLong();
        Multi<Buffer> body = Multi.createBy()
                .repeating()
                .supplier(() -> {
                    if (made.get() % 256 == 0) {
                        lookAtDirect();
                    }
                    return chunk((int) made.getAndIncrement());
                })
                .atMost(CHUNKS);
        return client.send(Request.post(uri).withoutTimeout().withStream("application/octet-stream", body))
                .flatMap(response -> response.text())
                .await()
                .atMost(Duration.ofMinutes(5));
    }

    /** The chunks of the long body, each of another content. */
    static Buffer chunk(int number) {
        byte[] bytes = new byte[CHUNK_BYTES];
        for (int i = 0; i < bytes.length; i += 512) {
            bytes[i] = (byte) (number + i / 512);
            bytes[i + 1] = (byte) (number >> 8);
        }
        return Buffer.buffer(bytes);
    }

    private static void lookAtDirect() {
        long now = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        peakDirect.accumulateAndGet(now, Math::max);
    }

    /** By the system's own account, where it gives one. */
    private static String peakResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.isReadable(status)
                ? "unknown"
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("unknown");
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
