package dev.catchwater.load.candidate;

import dev.catchwater.load.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** An accelerator with one worker and a cache in memory. */
record Squid() implements Candidate {
    @Override
    public String name() {
        return "squid";
    }

    @Override
    public String title() {
        return "Squid";
    }

    @Override
    public Optional<Path> program() {
        return Programs.find("SQUID_PROGRAM", "squid");
    }

    @Override
    public String missing() {
        return "`apt-get install squid`, or SQUID_PROGRAM";
    }

    @Override
    public Launch launch(Path program, Site site) throws IOException {
        Path share = program.toAbsolutePath().resolve("../../share/squid").normalize();
        Path library = program.toAbsolutePath().resolve("../../lib/squid").normalize();
        // It becomes a user of its own, who needs the folder.
        Files.setPosixFilePermissions(site.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path configuration = site.write("squid.conf", configuration(site, share, library));
        return new Launch(program.toString(), "-N", "-f", configuration.toString());
    }

    private static String configuration(Site site, Path share, Path library) {
        return """
                http_port 127.0.0.1:%1$d accel no-vhost defaultsite=127.0.0.1:%2$d
                cache_peer 127.0.0.1 parent %2$d 0 no-query no-digest originserver
                http_access allow all
                cache_mem %3$d MB
                maximum_object_size 4 MB
                maximum_object_size_in_memory 4 MB
                client_idle_pconn_timeout 1 hour
                collapsed_forwarding on
                access_log none
                cache_log %4$s/cache.log
                cache_store_log none
                pid_filename none
                coredump_dir none
                pinger_enable off
                mime_table %5$s/mime.conf
                icon_directory %5$s/icons
                error_directory %5$s/errors/templates
                unlinkd_program %6$s/unlinkd
                """.formatted(site.port(), site.origin(), site.megabytes(), site.folder(), share, library);
    }
}
