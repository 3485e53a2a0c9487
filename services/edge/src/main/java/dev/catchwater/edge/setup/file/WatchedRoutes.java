package dev.catchwater.edge.setup.file;

import dev.catchwater.edge.route.Fault;
import dev.catchwater.edge.route.RouteTable;
import dev.catchwater.edge.route.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a file, which is read again when it is looked at and is another one. What is wrong is refused as a whole,
 * and the routes that hold stay. The content is compared, not the time: a mounted ConfigMap changes by swapping links.
 */
public final class WatchedRoutes implements RouteTable {
    private static final Logger LOG = Logger.getLogger(WatchedRoutes.class);
    private static final int MOST_BYTES = 4 * RouteFile.MOST_CHARS;

    private final Path file;
    private final UnaryOperator<@Nullable String> environment;
    private final InstantSource clock;
    private final List<Consumer<Routes>> listeners = new CopyOnWriteArrayList<>();

    private volatile Current current;
    private String seen;

    private record Current(Routes routes, State state) {}

    /**
     * Reads the file.
     *
     * @param environment what <code>${NAME}</code> stands for; null for what is not there
     * @throws IllegalStateException if it cannot be read or is wrong; with all its faults
     */
    public WatchedRoutes(Path file, UnaryOperator<@Nullable String> environment, InstantSource clock) {
        this.file = file;
        this.environment = environment;
        this.clock = clock;
        try {
            seen = text();
        } catch (IOException unreadable) {
            throw new IllegalStateException("the routes cannot be read: " + why(unreadable), unreadable);
        }
        current = switch (RouteFile.read(seen, environment)) {
            case RouteFile.Read.Good(Routes routes) ->
                new Current(routes, new State(file.toString(), clock.instant(), 1, Optional.empty()));
            case RouteFile.Read.Bad(List<Fault> faults) -> throw new IllegalStateException(file + ": " + told(faults));
        };
    }

    @Override
    public Routes now() {
        return current.routes();
    }

    @Override
    public State state() {
        return current.state();
    }

    @Override
    public synchronized void watch(Consumer<Routes> listener) {
        listeners.add(listener);
        listener.accept(current.routes());
    }

    /** Reads the file again, and takes what it says if it is another text and a right one. Blocks. */
    public synchronized void look() {
        try {
            String text = text();
            if (!text.equals(seen)) {
                seen = text;
                take(RouteFile.read(text, environment));
            }
        } catch (IOException unreadable) {
            if (!seen.isEmpty()) {
                seen = "";
                refuse(List.of(new Fault(1, 1, "the file cannot be read: " + why(unreadable))));
            }
        }
    }

    private void take(RouteFile.Read read) {
        switch (read) {
            case RouteFile.Read.Good(Routes routes) -> {
                long version = current.state().version() + 1;
                current = new Current(routes, new State(file.toString(), clock.instant(), version, Optional.empty()));
                LOG.infof("%s: %d routes, version %d", file, routes.routes().size(), version);
                listeners.forEach(listener -> tell(listener, routes));
            }
            case RouteFile.Read.Bad(List<Fault> faults) -> refuse(faults);
        }
    }

    private void refuse(List<Fault> faults) {
        State holds = current.state();
        Refused refused = new Refused(clock.instant(), faults);
        current = new Current(
                current.routes(), new State(holds.from(), holds.since(), holds.version(), Optional.of(refused)));
        LOG.errorf("%s is refused, version %d of the routes still holds: %s", file, holds.version(), told(faults));
    }

    private static void tell(Consumer<Routes> listener, Routes routes) {
        try {
            listener.accept(routes);
        } catch (RuntimeException broken) {
            LOG.error("who was told of new routes could not take them on", broken);
        }
    }

    private String text() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is longer than " + MOST_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    private String why(IOException unreadable) {
        return switch (unreadable) {
            case NoSuchFileException gone -> "there is no file " + file;
            case CharacterCodingException garbled -> "it is not UTF-8";
            default -> String.valueOf(unreadable.getMessage());
        };
    }

    private static String told(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }
}
