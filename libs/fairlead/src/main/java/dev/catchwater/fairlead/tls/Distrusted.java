package dev.catchwater.fairlead.tls;

import dev.catchwater.fairlead.HttpFailure;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** A chain was not accepted, and why. */
public final class Distrusted extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final HttpFailure.Distrust reason;

    Distrusted(HttpFailure.Distrust reason, @Nullable Throwable cause) {
        super(reason.name(), cause);
        this.reason = reason;
    }

    public HttpFailure.Distrust reason() {
        return reason;
    }
}
