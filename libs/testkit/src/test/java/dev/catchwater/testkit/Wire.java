package dev.catchwater.testkit;

import dev.catchwater.testkit.tls.CertificateAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;

/** The four ways to talk to an upstream, each with a client of Vert.x that takes it and no other. */
enum Wire {
    HTTP_1,
    HTTP_1_TLS,
    HTTP_2_CLEAR,
    HTTP_2_TLS;

    boolean isHttp2() {
        return this == HTTP_2_CLEAR || this == HTTP_2_TLS;
    }

    boolean isTls() {
        return this == HTTP_1_TLS || this == HTTP_2_TLS;
    }

    Upstream upstream() {
        return isTls() ? Upstream.tls() : Upstream.start();
    }

    HttpClient client(Vertx vertx) {
        var options = new HttpClientOptions()
                .setProtocolVersion(isHttp2() ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setDefaultHost("127.0.0.1");
        if (isTls()) {
            options.setSsl(true)
                    .setUseAlpn(isHttp2())
                    .setTrustOptions(new PemTrustOptions()
                            .addCertValue(
                                    Buffer.buffer(CertificateAuthority.shared().pem())));
        }
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1));
    }
}
