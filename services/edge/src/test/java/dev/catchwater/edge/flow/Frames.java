package dev.catchwater.edge.flow;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client of HTTP/2 without TLS, by prior knowledge, frame by frame. */
public final class Frames implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    static final int SETTINGS = 4;
    public static final int GO_AWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int ACK = 1;
    private static final int END_STREAM_AND_HEADERS = 5;

    /** A quarter of what there is to begin with. */
    private static final int ROOM = 16 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int taken;

    /** One frame. */
    public record Frame(int type, int flags, int stream, byte[] content) {
        /** Whether it is the stream's last. */
        public boolean isLast() {
            return (type == DATA || type == HEADERS) && (flags & 1) == 1;
        }
    }

    /** Connects, and waits for the server's settings. */
    public Frames(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        send(new Frame(SETTINGS, 0, 0, new byte[0]));
        until(SETTINGS);
    }

    void send(Frame frame) throws IOException {
        out.write(frame.content().length >> 16);
        out.writeShort(frame.content().length & 0xffff);
        out.write(frame.type());
        out.write(frame.flags());
        out.writeInt(frame.stream());
        out.write(frame.content());
        out.flush();
    }

    /** RFC 7541: what the static table has by number, the rest without Huffman's code. */
    public void get(int stream, String path) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(new byte[] {(byte) 0x82, (byte) 0x86});
        literal(block, 0x44, path);
        literal(block, 0x41, "a.test");
        send(new Frame(HEADERS, END_STREAM_AND_HEADERS, stream, block.toByteArray()));
    }

    private static void literal(ByteArrayOutputStream block, int name, String value) {
        block.write(name);
        block.write(value.length());
        block.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next one; what has come is what may come again. */
    public Frame next() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        Frame frame = new Frame(type, flags, stream, in.readNBytes(length));
        if (type == SETTINGS && flags != ACK) {
            send(new Frame(SETTINGS, ACK, 0, new byte[0]));
        }
        if (type == DATA) {
            makeRoom(frame);
        }
        return frame;
    }

    private void makeRoom(Frame data) throws IOException {
        taken += data.content().length;
        if (taken > ROOM) {
            byte[] room = ByteBuffer.allocate(4).putInt(taken).array();
            send(new Frame(WINDOW_UPDATE, 0, 0, room));
            if (!data.isLast()) {
                send(new Frame(WINDOW_UPDATE, 0, data.stream(), room));
            }
            taken = 0;
        }
    }

    /** The next of this type that has content. */
    Frame until(int type) throws IOException {
        Frame frame = next();
        while (frame.type() != type || frame.content().length == 0) {
            frame = next();
        }
        return frame;
    }

    /** Reads on until the other side has closed. */
    void toEnd() throws IOException {
        try {
            while (true) {
                next();
            }
        } catch (EOFException closed) {
            // as it should
        }
    }

    /** Of a GOAWAY: the last that was, or will be, looked at. */
    public static int lastStream(Frame goAway) {
        return ByteBuffer.wrap(goAway.content()).getInt();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
