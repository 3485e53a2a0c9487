package dev.catchwater.fairlead.quarkus.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;

/** A DNS server on loopback to which every name has the address 127.0.0.1, and no other. */
final class LoopbackDns implements AutoCloseable {
    private static final byte[] ADDRESS = {
        (byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1,
    };

    private final DatagramSocket socket;

    LoopbackDns() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.startVirtualThread(this::answer);
    }

    String authority() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void answer() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket asked = new DatagramPacket(buffer, buffer.length);
                socket.receive(asked);
                byte[] answer = answer(buffer);
                socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** RFC 1035 §4.1: the header and the question again, and an address to those who ask for one. */
    private static byte[] answer(byte[] query) {
        int end = 12;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        boolean address = query[end + 2] == 1;
        end += 5;
        byte[] answer = Arrays.copyOf(query, end + (address ? ADDRESS.length : 0));
        answer[2] = (byte) 0x81;
        answer[3] = (byte) 0x80;
        answer[7] = (byte) (address ? 1 : 0);
        Arrays.fill(answer, 8, 12, (byte) 0);
        if (address) {
            System.arraycopy(ADDRESS, 0, answer, end, ADDRESS.length);
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
