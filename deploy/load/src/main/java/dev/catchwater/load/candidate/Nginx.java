package dev.catchwater.load.candidate;

import dev.catchwater.load.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One worker and proxy_cache, on a tmpfs, with descriptors kept open: without, each hit opens a file. */
record Nginx() implements Candidate {
    private static final String LOCATION = """
            location / {
              proxy_pass http://origin;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_cache objects;
              proxy_cache_lock on;
            }
            """;

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public String title() {
        return "nginx proxy_cache";
    }

    @Override
    public Optional<Path> program() {
        return Programs.find("NGINX_PROGRAM", "nginx");
    }

    @Override
    public String missing() {
        return "`apt-get install nginx-light`, or NGINX_PROGRAM";
    }

    @Override
    public Launch launch(Path program, Site site) throws IOException {
        return launch(program, site, LOCATION);
    }

    static Launch launch(Path program, Site site, String location) throws IOException {
        site.make("cache");
        Path configuration =
                site.write("nginx.conf", """
                user root; worker_processes 1; daemon off; pid nginx.pid; error_log stderr error;
                events { worker_connections 20000; multi_accept on; }
                http {
                  access_log off; keepalive_requests 1000000000; keepalive_timeout 3600s;
                  client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
                  sendfile on; tcp_nopush on; tcp_nodelay on; gzip off; etag on;
                  open_file_cache max=20000 inactive=1h; open_file_cache_valid 1h;
                  proxy_cache_path cache levels=1:2 keys_zone=objects:64m max_size=%dm inactive=1d use_temp_path=off;
                  upstream origin { server 127.0.0.1:%d; keepalive 64; }
                  server {
                    listen 127.0.0.1:%d backlog=4096;
                    %s
                  }
                }
                """.formatted(site.megabytes(), site.origin(), site.port(), location));
        return new Launch(
                program.toString(), "-p", site.folder().toString(), "-c", configuration.toString(), "-e", "stderr");
    }
}
