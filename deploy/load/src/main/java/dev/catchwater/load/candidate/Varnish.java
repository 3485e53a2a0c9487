package dev.catchwater.load.candidate;

import dev.catchwater.load.process.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thread pool, memory, and nothing in its shared log.
 *
 * @param tags whether by xkey, of varnish-modules, what has a tag can be purged
 */
record Varnish(boolean tags) implements Candidate {
    private static final String MODULE = "libvmod_xkey.so";
    /** What it would say of each hit: everybody's log is off. */
    private static final String UNLOGGED = "-Begin,-End,-Link,-Timestamp,-ReqStart,-ReqMethod,-ReqURL,-ReqProtocol,"
            + "-ReqHeader,-ReqUnset,-ReqAcct,-RespProtocol,-RespStatus,-RespReason,-RespHeader,-RespUnset,-VCL_call,"
            + "-VCL_return,-Hit,-SessOpen,-SessClose";

    @Override
    public String name() {
        return tags ? "varnish-xkey" : "varnish";
    }

    @Override
    public String title() {
        return tags ? "Varnish, xkey" : "Varnish";
    }

    @Override
    public Optional<Path> program() {
        return Programs.find("VARNISHD_PROGRAM", "varnishd")
                .filter(program -> !tags || modules(program).isPresent());
    }

    /** Where modules are, from where the program is: {@code …/lib/ARCHITECTURE/varnish/vmods}. */
    private static Optional<Path> modules(Path program) {
        Path library = program.toAbsolutePath().normalize().resolve("../../lib").normalize();
        try (Stream<Path> folders = Files.list(library)) {
            return folders.map(folder -> folder.resolve("varnish/vmods"))
                    .filter(folder -> Files.exists(folder.resolve(MODULE)))
                    .findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public String missing() {
        return "`apt-get install varnish varnish-modules`, or VARNISHD_PROGRAM";
    }

    @Override
    public Optional<HttpRequest> purge(Site site, String tag) {
        return Optional.of(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + "/"))
                        .method("PURGE", HttpRequest.BodyPublishers.noBody())
                        .header("tag", tag)
                        .build())
                .filter(request -> tags);
    }

    @Override
    public Launch launch(Path program, Site site) throws IOException {
        String tagged = """
                import xkey;
                sub vcl_recv {
                  if (req.method == "PURGE") { return (synth(200, "purged " + xkey.purge(req.http.tag))); }
                }
                """;
        Path configuration = site.write("default.vcl", """
                vcl 4.1;
                backend default { .host = "127.0.0.1"; .port = "%d"; }
                """.formatted(site.origin()) + (tags ? tagged : ""));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-F", "-j", "none"));
        command.addAll(List.of(
                "-a", "127.0.0.1:" + site.port(), "-n", site.make("work").toString()));
        command.addAll(List.of("-s", "malloc," + site.megabytes() + "m", "-f", configuration.toString()));
        command.addAll(List.of("-p", "thread_pools=1", "-p", "timeout_idle=3600", "-p", "listen_depth=4096"));
        command.addAll(List.of("-p", "vsl_mask=" + UNLOGGED));
        if (tags) {
            command.addAll(List.of("-p", "vmod_path=" + modules(program).orElseThrow()));
        }
        return new Launch(command, Map.of());
    }
}
