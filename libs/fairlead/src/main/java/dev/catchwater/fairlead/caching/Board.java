package dev.catchwater.fairlead.caching;

import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.ResponseBody;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that several read as it comes, each at its own pace: the fastest sets the pace of the source, and all that came is
 * held for the others until it has come to its end. Of a body longer than may be held its last bytes are: nobody joins any
 * more, and who falls behind by more than that loses the rest, so that nobody can hold up the others. Thread-safe; each
 * reader hears of things on its own executor. When the last one leaves, the source is given up.
 */
final class Board implements MultiSubscriber<Buffer> {
    /** Pieces are put together up to this: a body that comes byte by byte would weigh a hundred times what it has bytes. */
    private static final int PIECE = 4 * 1024;

    private final StoredResponse head;
    private final ResponseBody source;
    private final long most;
    private final Timers timers;
    private final List<Buffer> pieces = new ArrayList<>();
    private final List<BoardReader> readers = new ArrayList<>();
    private Flow.@Nullable Subscription upstream;
    private long length;
    private int dropped;
    private boolean asked;
    private boolean complete;
    private @Nullable Throwable failure;
    private boolean abandoned;
    private long moved;

    /**
     * Nobody reads it yet.
     *
     * @param head of the answer that it is the body of, as it will be stored
     * @param most bytes that are held
     */
    Board(StoredResponse head, ResponseBody source, long most, Timers timers) {
        this.head = head;
        this.source = source;
        this.most = most;
        this.timers = timers;
        this.moved = timers.nanos();
    }

    StoredResponse head() {
        return head;
    }

    /** From here on the source is read as its readers ask. */
    void begin() {
        source.stream().subscribe().withSubscriber(this);
    }

    /** Whether all of it is there for a new reader, and more comes if there is more. */
    synchronized boolean isOpen(Duration patience) {
        boolean stuck = !complete && asked && timers.nanos() - moved >= patience.toNanos();
        return !stuck && !abandoned && failure == null && length <= most;
    }

    /** All of it for one more reader; empty if that is too late. */
    Optional<ResponseBody> body(Executor here) {
        BoardReader reader = new BoardReader(this, here);
        synchronized (this) {
            if (abandoned || failure != null || length > most) {
                return Optional.empty();
            }
            readers.add(reader);
        }
        return Optional.of(ResponseBody.of(reader, reader::cancel, source::trailers));
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        boolean late;
        synchronized (this) {
            upstream = subscription;
            late = abandoned;
        }
        if (late) {
            subscription.cancel();
        } else {
            ask();
        }
    }

    @Override
    public void onItem(Buffer chunk) {
        List<BoardReader> all;
        synchronized (this) {
            asked = false;
            moved = timers.nanos();
            length += chunk.length();
            add(chunk);
            all = List.copyOf(readers);
            readers.removeIf(this::hasLost);
            forget();
        }
        all.forEach(BoardReader::wake);
        ask();
    }

    /** Whether a reader has fallen behind by more than is held. */
    private boolean hasLost(BoardReader reader) {
        return length - reader.place().total() > most;
    }

    /** What a reader hears instead of the bytes that are not held for it any more. */
    synchronized @Nullable Throwable failure(BoardReader reader) {
        return failure == null && hasLost(reader)
                ? new HttpFailure.Overloaded(HttpFailure.Overloaded.Bound.BYTES, most).asException()
                : failure;
    }

    private void add(Buffer chunk) {
        int last = pieces.size() - 1;
        if (last >= 0 && pieces.get(last).length() + chunk.length() <= PIECE) {
            // Another buffer: the one before may be on its way to somebody.
            pieces.set(last, pieces.get(last).copy().appendBuffer(chunk));
        } else {
            pieces.add(chunk);
        }
    }

    @Override
    public void onCompletion() {
        List<BoardReader> all;
        synchronized (this) {
            complete = true;
            all = List.copyOf(readers);
        }
        all.forEach(BoardReader::wake);
    }

    @Override
    public void onFailure(Throwable thrown) {
        List<BoardReader> all;
        synchronized (this) {
            failure = thrown;
            all = List.copyOf(readers);
        }
        all.forEach(BoardReader::wake);
    }

    /** Asks for more, if somebody waits for it. */
    void ask() {
        Flow.Subscription more = null;
        synchronized (this) {
            boolean idle = !asked && !complete && failure == null && upstream != null;
            if (idle && readers.stream().anyMatch(BoardReader::isThirsty)) {
                asked = true;
                moved = timers.nanos();
                more = upstream;
            }
        }
        if (more != null) {
            more.request(1);
        }
    }

    /** What a reader at this place reads next; empty if it has to wait, or there is no more. */
    synchronized Optional<Buffer> next(BoardReader.Place place) {
        int index = place.piece() - dropped;
        if (index < pieces.size() - 1 && place.offset() == pieces.get(index).length()) {
            place.advance();
            index++;
        }
        if (index >= pieces.size() || place.offset() == pieces.get(index).length()) {
            return Optional.empty(); // the last piece may still grow
        }
        Buffer piece = pieces.get(index);
        Buffer rest = piece.slice(place.offset(), piece.length());
        place.read(rest.length());
        forget();
        return Optional.of(rest);
    }

    synchronized boolean isLost(BoardReader reader) {
        return hasLost(reader);
    }

    /** Whether all that has come has been read up to this place. */
    synchronized boolean isRead(BoardReader.Place place) {
        int index = place.piece() - dropped;
        return index >= pieces.size()
                || (index == pieces.size() - 1
                        && place.offset() == pieces.get(index).length());
    }

    private void forget() {
        if (length <= most) {
            return;
        }
        int slowest = readers.stream()
                .mapToInt(reader -> reader.place().piece())
                .min()
                .orElse(dropped);
        while (dropped < slowest && !pieces.isEmpty()) {
            pieces.removeFirst();
            dropped++;
        }
    }

    /** Whether a reader who has read everything has read all there will be. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** One reader less; the source ends with the last. */
    void leave(BoardReader reader) {
        boolean last;
        synchronized (this) {
            readers.remove(reader);
            last = readers.isEmpty() && !complete && failure == null;
            abandoned |= last;
        }
        if (last) {
            source.cancel();
        } else {
            ask();
        }
    }
}
