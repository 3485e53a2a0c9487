package dev.catchwater.load.candidate;

import dev.catchwater.load.process.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One thread, a cache on a tmpfs, and all of it in its RAM cache too. */
record TrafficServer() implements Candidate {
    @Override
    public String name() {
        return "trafficserver";
    }

    @Override
    public String title() {
        return "Traffic Server";
    }

    @Override
    public Optional<Path> program() {
        return Programs.find("TRAFFIC_SERVER_PROGRAM", "traffic_server");
    }

    @Override
    public String missing() {
        return "`apt-get install trafficserver`, or TRAFFIC_SERVER_PROGRAM";
    }

    @Override
    public Launch launch(Path program, Site site) throws IOException {
        site.make("etc");
        site.make("log");
        site.make("run");
        site.make("store");
        site.make("plugins");
        Path packaged =
                program.toAbsolutePath().resolve("../../../etc/trafficserver").normalize();
        site.write("etc/storage.config", site.folder() + "/store " + site.megabytes() + "M\n");
        site.write("etc/remap.config", "map / http://127.0.0.1:" + site.origin() + "/\n");
        for (String empty : List.of("plugin.config", "ssl_multicert.config", "cache.config", "hosting.config")) {
            site.write("etc/" + empty, "");
        }
        site.write(
                "etc/ip_allow.yaml",
                "ip_allow:\n  - apply: in\n    ip_addrs: 0/0\n    action: allow\n    methods: ALL\n");
        site.write("etc/logging.yaml", "logging: {}\n");
        site.write("etc/records.config", records(site, packaged));
        return new Launch(
                List.of(program.toString()),
                Map.of("TS_ROOT", site.folder().toString(), "PROXY_CONFIG_CONFIG_DIR", site.folder() + "/etc"));
    }

    private static String records(Site site, Path packaged) {
        return """
                CONFIG proxy.config.exec_thread.autoconfig INT 0
                CONFIG proxy.config.exec_thread.limit INT 1
                CONFIG proxy.config.accept_threads INT 0
                CONFIG proxy.config.task_threads INT 1
                CONFIG proxy.config.cache.threads_per_disk INT 2
                CONFIG proxy.config.http.server_ports STRING %d:ip-in=127.0.0.1
                CONFIG proxy.config.http.keep_alive_no_activity_timeout_in INT 3600
                CONFIG proxy.config.net.default_inactivity_timeout INT 3600
                CONFIG proxy.config.net.connections_throttle INT 18000
                CONFIG proxy.config.cache.ram_cache.size INT %dM
                CONFIG proxy.config.cache.ram_cache_cutoff INT 8M
                CONFIG proxy.config.cache.enable_read_while_writer INT 1
                CONFIG proxy.config.http.background_fill_active_timeout INT 0
                CONFIG proxy.config.http.background_fill_completed_threshold FLOAT 0.0
                CONFIG proxy.config.http.cache.max_open_read_retries INT 20
                CONFIG proxy.config.http.cache.open_read_retry_time INT 50
                CONFIG proxy.config.log.logging_enabled INT 0
                CONFIG proxy.config.reverse_proxy.enabled INT 1
                CONFIG proxy.config.url_remap.remap_required INT 1
                CONFIG proxy.config.body_factory.template_sets_dir STRING %s/body_factory
                CONFIG proxy.config.plugin.plugin_dir STRING plugins
                CONFIG proxy.config.local_state_dir STRING run
                CONFIG proxy.config.log.logfile_dir STRING log
                CONFIG proxy.config.admin.user_id STRING #-1
                """.formatted(site.port(), site.megabytes(), packaged);
    }
}
