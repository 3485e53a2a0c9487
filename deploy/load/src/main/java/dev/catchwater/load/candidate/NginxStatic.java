package dev.catchwater.load.candidate;

import dev.catchwater.load.origin.Bodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The same objects as files. */
record NginxStatic() implements Candidate {
    private static final int[] SIZES = {1, 10, 100, 1_024};

    @Override
    public String name() {
        return "nginx-static";
    }

    @Override
    public String title() {
        return "nginx, static files";
    }

    @Override
    public boolean caches() {
        return false;
    }

    @Override
    public Optional<Path> program() {
        return new Nginx().program();
    }

    @Override
    public String missing() {
        return new Nginx().missing();
    }

    @Override
    public Launch launch(Path program, Site site) throws IOException {
        Path root = site.make("www");
        for (int kibibytes : SIZES) {
            int bytes = kibibytes * 1_024;
            Files.createDirectories(root.resolve("b/" + bytes));
            for (int key = 1; key <= site.keys(); key++) {
                String path = Bodies.path(bytes, key);
                Files.write(root.resolve(path.substring(1)), Bodies.content(path, bytes));
            }
        }
        return Nginx.launch(program, site, "root www;");
    }
}
