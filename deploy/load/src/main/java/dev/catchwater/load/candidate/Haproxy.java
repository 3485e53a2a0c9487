package dev.catchwater.load.candidate;

import dev.catchwater.load.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One thread and its cache, which is meant for small objects, as large as it can be. */
record Haproxy() implements Candidate {
    /** What it takes at the most. */
    private static final int MAX_MEGABYTES = 4_095;

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public String title() {
        return "HAProxy cache";
    }

    @Override
    public Optional<Path> program() {
        return Programs.find("HAPROXY_PROGRAM", "haproxy");
    }

    @Override
    public String missing() {
        return "`apt-get install haproxy`, or HAPROXY_PROGRAM";
    }

    @Override
    public Launch launch(Path program, Site site) throws IOException {
        Path configuration = site.write(
                "haproxy.cfg", """
                global
                  nbthread 1
                  maxconn 9000
                defaults
                  mode http
                  timeout client 1h
                  timeout server 1h
                  timeout connect 5s
                  timeout http-keep-alive 1h
                cache objects
                  total-max-size %d
                  max-object-size 2097152
                  max-age 86400
                frontend in
                  bind 127.0.0.1:%d backlog 4096
                  default_backend origin
                backend origin
                  http-request cache-use objects
                  http-response cache-store objects
                  server one 127.0.0.1:%d
                """.formatted(Math.min(MAX_MEGABYTES, site.megabytes()), site.port(), site.origin()));
        return new Launch(program.toString(), "-db", "-f", configuration.toString());
    }
}
