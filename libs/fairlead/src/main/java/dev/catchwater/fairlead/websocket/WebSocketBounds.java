package dev.catchwater.fairlead.websocket;

/**
 * What a session may take, whatever the peer does.
 *
 * @param maxFrameBytes of one frame received, as it comes
 * @param maxMessageBytes of one message, received (after decompression) or sent
 * @param maxRatio of a decompressed message to what came, once a mebibyte has been decompressed
 * @param maxWaiting signals that wait for the reader; beyond them the socket is not read
 * @param maxWaitingBytes of messages that wait for the reader, one more message excepted
 * @param maxUnsentBytes of messages that wait for the socket; beyond them sending fails
 */
public record WebSocketBounds(
        int maxFrameBytes,
        int maxMessageBytes,
        int maxRatio,
        int maxWaiting,
        long maxWaitingBytes,
        long maxUnsentBytes) {
    /** 8 MiB, 8 MiB, 200; 256 signals, 1 MiB; 1 MiB. */
    public static final WebSocketBounds DEFAULT = new WebSocketBounds(8 << 20, 8 << 20, 200, 256, 1 << 20, 1 << 20);

    public WebSocketBounds {
        if (maxFrameBytes < 125 || maxMessageBytes < 1 || maxRatio < 2 || maxWaiting < 1 || maxWaitingBytes < 1) {
            throw new IllegalArgumentException("bounds too tight to receive anything");
        }
        if (maxUnsentBytes < 1) {
            throw new IllegalArgumentException("bounds too tight to send anything");
        }
    }

    public WebSocketBounds withMaxFrame(int bytes) {
        return new WebSocketBounds(bytes, maxMessageBytes, maxRatio, maxWaiting, maxWaitingBytes, maxUnsentBytes);
    }

    public WebSocketBounds withMaxMessage(int bytes) {
        return new WebSocketBounds(maxFrameBytes, bytes, maxRatio, maxWaiting, maxWaitingBytes, maxUnsentBytes);
    }

    public WebSocketBounds withMaxRatio(int ratio) {
        return new WebSocketBounds(maxFrameBytes, maxMessageBytes, ratio, maxWaiting, maxWaitingBytes, maxUnsentBytes);
    }

    public WebSocketBounds withMaxWaiting(int signals, long bytes) {
        return new WebSocketBounds(maxFrameBytes, maxMessageBytes, maxRatio, signals, bytes, maxUnsentBytes);
    }

    public WebSocketBounds withMaxUnsent(long bytes) {
        return new WebSocketBounds(maxFrameBytes, maxMessageBytes, maxRatio, maxWaiting, maxWaitingBytes, bytes);
    }
}
