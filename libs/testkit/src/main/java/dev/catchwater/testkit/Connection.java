package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.Outbox;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection, whatever it speaks: the socket, what goes out on it, and its end. Virtual threads of its own
 * read, write and answer. Bytes, FIN and RST go out exactly where the script says.
 */
final class Connection {
    /** What a client that speaks HTTP/2 sends first (RFC 9113 §3.4). */
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    /** So that a client notices soon that nobody reads. */
    private static final int DEAF_BUFFER_BYTES = 4096;

    private final long id;
    private final Socket socket;
    private final Setup setup;
    private final Exchanges owner;
    private final Outbox outbox = new Outbox();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Socket secured;
    private volatile @Nullable Protocol protocol;
    private volatile boolean ending;

    Connection(long id, Socket socket, Setup setup, Exchanges owner) {
        this.id = id;
        this.socket = socket;
        this.secured = socket;
        this.setup = setup;
        this.owner = owner;
    }

    void start(Accept how) {
        thread("read", () -> run(how));
    }

    long id() {
        return id;
    }

    Outbox outbox() {
        return outbox;
    }

    /** No further request is answered: the connection ends, by whomever. */
    boolean isEnding() {
        return ending;
    }

    void thread(String name, Runnable work) {
        Thread.ofVirtual()
                .name("testkit-" + socket.getLocalPort() + "-" + id + "-" + name)
                .start(work);
    }

    /** FIN; the reading side goes on until the client has ended too, so that no unread byte turns this into a RST. */
    void cut() {
        ending = true;
        try {
            if (secured instanceof SSLSocket) {
                secured.shutdownOutput(); // close_notify
            }
            socket.shutdownOutput();
        } catch (IOException alreadyClosed) {
            close();
        }
    }

    /** RST: with a linger time of zero, closing drops what is unsent and says so. */
    void reset() {
        ending = true;
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            // nothing left to reset
        }
        close();
    }

    /** Closes the socket itself, since the TLS one might wait for a writer that waits for the client. */
    void close() {
        ending = true;
        outbox.close();
        owner.closed(this); // first, so that who has seen the end finds it gone
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // closing is all that was wanted
        }
        closed.countDown();
        Protocol spoken = protocol;
        if (spoken != null) {
            spoken.closed();
        }
    }

    private void run(Accept how) {
        try {
            switch (how) {
                case Accept.Normal() -> talk();
                case Accept.Reset() -> reset();
                case Accept.Deaf() -> {
                    socket.setReceiveBufferSize(DEAF_BUFFER_BYTES);
                    closed.await();
                }
                case Accept.Raw(byte[] bytes) -> {
                    socket.getOutputStream().write(bytes);
                    cut();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException gone) {
            // the end of the connection is what is left to do
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!(how instanceof Accept.Normal)) {
            close();
        }
    }

    private void talk() throws InterruptedException {
        try {
            secured = setup.secured(socket);
            var in = new BufferedInputStream(secured.getInputStream(), 16 << 10);
            OutputStream out = secured.getOutputStream();
            thread("write", () -> outbox.run(out));
            Protocol spoken = opensWithPreface(in) ? new Http2(this, owner) : new Http1(this, owner);
            protocol = spoken;
            if (ending) {
                spoken.closed();
            }
            spoken.run(in);
        } catch (SSLException untrusted) {
            owner.handshakeFailed(String.valueOf(untrusted.getMessage()));
            close();
        } catch (IOException gone) {
            close();
        }
    }

    /** Reads no further than it must: a client may wait for the answer to a request that is shorter than the preface. */
    private static boolean opensWithPreface(BufferedInputStream in) throws IOException {
        in.mark(PREFACE.length());
        for (int i = 0; i < PREFACE.length(); i++) {
            if (in.read() != PREFACE.charAt(i)) {
                in.reset();
                return false;
            }
        }
        return true;
    }
}
