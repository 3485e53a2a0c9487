package dev.catchwater.sandbox;

import dev.catchwater.sandbox.judge.Command;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands that were obeyed, a JSON line each, so that a restarted world can obey them again. */
final class Journal {

    private static final int MOST_LINES = 20_000;

    /** A command that was obeyed, and the ids it answered. */
    record Line(String realm, Command command, List<String> ids) {

        /** Whether it outlasts the world's past: tokens do, posts do not. */
        boolean lasting() {
            return command.op().startsWith("oauth-");
        }

        JsonObject json() {
            return new JsonObject()
                    .put("realm", realm)
                    .put("place", command.place())
                    .put("op", command.op())
                    .put("args", command.args())
                    .put("at", command.at().toString());
        }

        static @Nullable Line read(String text) {
            try {
                var json = new JsonObject(text);
                var command = new Command(
                        json.getString("place"),
                        json.getString("op"),
                        json.getJsonObject("args"),
                        Instant.parse(json.getString("at")));
                return new Line(json.getString("realm"), command, List.of());
            } catch (DecodeException | DateTimeException | ClassCastException | NullPointerException e) {
                // A line that a crash cut short.
                return null;
            }
        }
    }

    private final @Nullable AsyncFile file;

    private Journal(@Nullable AsyncFile file) {
        this.file = file;
    }

    /** A journal that forgets. */
    static Journal none() {
        return new Journal(null);
    }

    /**
     * Reads the lines since this time; the file keeps only them. Blocks.
     *
     * @throws IOException if the folder cannot be made or the file not be read or written
     */
    static List<Line> load(Path folder, Instant since) throws IOException {
        Files.createDirectories(folder);
        Path path = path(folder);
        var lines = new ArrayList<Line>();
        if (Files.exists(path)) {
            for (String text : Files.readAllLines(path)) {
                Line line = Line.read(text);
                if (line != null && (line.lasting() || !line.command().at().isBefore(since))) {
                    lines.add(line);
                }
            }
        }
        List<Line> kept = lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
        Path fresh = folder.resolve("world.jsonl.new");
        Files.write(fresh, kept.stream().map(line -> line.json().encode()).toList());
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return List.copyOf(kept);
    }

    /** Opens the file for more. */
    static Future<Journal> open(Vertx vertx, Path folder) {
        var options = new OpenOptions().setCreate(true).setWrite(true).setAppend(true);
        return vertx.fileSystem().open(path(folder).toString(), options).map(Journal::new);
    }

    /** Writes one line; done when the operating system has it. */
    Future<Void> write(Line line) {
        return file == null
                ? Future.succeededFuture()
                : file.write(Buffer.buffer(line.json().encode()).appendString("\n"));
    }

    Future<Void> close() {
        return file == null ? Future.succeededFuture() : file.close();
    }

    private static Path path(Path folder) {
        return folder.resolve("world.jsonl");
    }
}
