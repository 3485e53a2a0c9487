package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.tls.TlsMaterial;
import dev.catchwater.fairlead.tls.TlsPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the files of a client's TLS policies were when it last made connections with them. Of the policies used lately. */
final class FilesRead {
    private static final int MAX = 16;

    private final Map<TlsPolicy, String> fingerprints = new LinkedHashMap<>(MAX, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TlsPolicy, String> eldest) {
            return size() > MAX;
        }
    };

    synchronized void note(TlsPolicy policy, TlsMaterial read) {
        fingerprints.put(policy, read.fingerprint());
    }

    /** Their fingerprint then; the empty string, which is none, if they never were. */
    synchronized String fingerprint(TlsPolicy policy) {
        return fingerprints.getOrDefault(policy, "");
    }
}
