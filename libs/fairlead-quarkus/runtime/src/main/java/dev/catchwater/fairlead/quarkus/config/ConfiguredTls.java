package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.tls.Pem;
import dev.catchwater.fairlead.tls.TlsPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of the settings that says who is trusted, by files. */
final class ConfiguredTls {
    private ConfiguredTls() {}

    static TlsPolicy of(Keys in, TlsConfig tls) {
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            throw tls.key().isPresent()
                    ? in.wrong("certificate", "is missing, but there is a key")
                    : in.wrong("key", "is missing, but there is a certificate");
        }
        boolean files = tls.authorities().isPresent() || tls.certificate().isPresent();
        if (tls.configurationName().isPresent() && files) {
            throw in.wrong("configuration-name", "names a configuration of the registry, but there are files, too");
        }
        if (!tls.system() && tls.authorities().isEmpty()) {
            throw in.wrong("system", "is false, but without authorities nobody is trusted");
        }
        for (String protocol : tls.protocols()) {
            if (!TlsPolicy.DEFAULT.protocols().contains(protocol)) {
                throw in.wrong("protocols", "has " + protocol + ", but only TLSv1.2 and TLSv1.3 are spoken");
            }
        }
        List<Pem> authorities =
                tls.authorities().orElse(List.of()).stream().map(Pem::file).toList();
        return in.together(
                () -> new TlsPolicy(tls.system(), authorities, identity(tls), pins(in, tls), tls.protocols()));
    }

    private static Optional<TlsPolicy.Identity> identity(TlsConfig tls) {
        Optional<Path> certificate = tls.certificate();
        return certificate.map(chain ->
                new TlsPolicy.Identity(Pem.file(chain), Pem.file(tls.key().orElseThrow())));
    }

    private static Map<String, Set<String>> pins(Keys in, TlsConfig tls) {
        tls.pins()
                .forEach((host, keys) -> in.in("pins.\"" + host + "\"")
                        .together(() -> TlsPolicy.DEFAULT.withPins(host, keys.toArray(String[]::new))));
        return tls.pins();
    }
}
