package dev.catchwater.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Redis: settings in a private file (a command line is public), data beside it. */
final class RedisRecipe implements Recipe {

    private static final int TIMEOUT_MILLIS = 2_000;

    private final DataFolder folder;
    private final BinaryCache cache;
    private final String password;

    RedisRecipe(DataFolder folder, BinaryCache cache, String password) {
        this.folder = folder;
        this.cache = cache;
        this.password = password;
    }

    @Override
    public String server() {
        return "Redis";
    }

    @Override
    public List<String> prepare(int port) throws IOException {
        Path executable = cache.redis();
        Path configuration = folder.root().resolve("redis.conf");
        FileTree.writeSecret(
                configuration, """
                bind %s
                port %d
                requirepass %s
                dir .
                save ""
                appendonly %s
                appendfsync everysec
                maxmemory 256mb
                maxmemory-policy noeviction
                tcp-backlog 128
                daemonize no
                """.formatted(Ports.HOST, port, password, folder.isTemporary() ? "no" : "yes"));
        return List.of(executable.toString(), configuration.toString());
    }

    @Override
    public boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.ADDRESS, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            // While it reads its data the second answer is "-LOADING".
            return "+OK".equals(reader.readLine()) && "+PONG".equals(reader.readLine());
        } catch (IOException e) {
            return false;
        }
    }
}
