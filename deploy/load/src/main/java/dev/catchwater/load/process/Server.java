package dev.catchwater.load.process;

import dev.catchwater.load.origin.OriginMain;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process that clients ask, and what it says that came. */
public record Server(String title, Child process, int port) implements AutoCloseable {
    private static final Pattern NGINX_COUNTS = Pattern.compile("\\s(\\d+) \\d+ (\\d+)");
    private static final Pattern OWN_COUNTS = Pattern.compile("accepted=(\\d+)\nopen=-?\\d+\nrequests=(\\d+)");

    /** nginx where it is there, and else a server of ours: one thread each. */
    public static Server fast(Path folder) throws IOException, InterruptedException {
        Path nginx = Path.of(System.getenv().getOrDefault("NGINX_PROGRAM", "/usr/sbin/nginx"));
        return Files.isExecutable(nginx) ? nginx(nginx, folder) : own("plain");
    }

    /** A server of ours, which keeps a log. */
    public static Server own(String kind) throws IOException {
        Child process = Child.java(Child.SERVER, "256m", OriginMain.class, List.of(), "kind=" + kind);
        return new Server(
                "a Vert.x server", process, Integer.parseInt(process.line().replace("port=", "")));
    }

    private static Server nginx(Path program, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("body"), "x".repeat(1_024));
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, """
                worker_processes 1; daemon off; master_process off; pid nginx.pid; error_log stderr crit;
                events { worker_connections 20000; multi_accept on; }
                http {
                  access_log off; keepalive_requests 1000000000; keepalive_timeout 3600s;
                  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
                  sendfile on; tcp_nodelay on; open_file_cache max=10; gzip off;
                  server {
                    listen 127.0.0.1:%d backlog=4096;
                    root .;
                    location = /counts { stub_status; }
                  }
                }
                """.formatted(port));
        Child process = Child.start(
                Child.SERVER,
                List.of(program.toString(), "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr"));
        Server server = new Server("nginx", process, port);
        server.awaitListening();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        for (int i = 0; ; i++) {
            try {
                accepted();
                return;
            } catch (IOException notYet) {
                if (i == 50) {
                    throw notYet;
                }
                LockSupport.parkNanos(100_000_000);
            }
        }
    }

    public String uri(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public String get(String path) throws IOException, InterruptedException {
        // A connection of its own each time, so that it can be left out of the count.
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(HttpRequest.newBuilder(URI.create(uri(path))).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    /** Connections so far, this question's included where nginx is asked. */
    public int accepted() throws IOException, InterruptedException {
        return count(1);
    }

    public int requests() throws IOException, InterruptedException {
        return count(2);
    }

    private int count(int group) throws IOException, InterruptedException {
        String counts = get("/counts");
        Matcher own = OWN_COUNTS.matcher(counts);
        Matcher nginx = NGINX_COUNTS.matcher(counts);
        Matcher found = own.find() ? own : nginx;
        if (found == nginx && !nginx.find()) {
            throw new IllegalStateException("these are no counts: " + counts);
        }
        return Integer.parseInt(found.group(group));
    }

    @Override
    public void close() {
        process.close();
    }
}
