package dev.catchwater.trading.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.trading.Recorded;
import dev.catchwater.trading.source.binance.BinanceSigner;
import dev.catchwater.trading.source.coinbase.CoinbaseTokens;
import dev.catchwater.trading.source.kraken.KrakenSigner;
import dev.catchwater.trading.source.kraken.Nonces;
import dev.catchwater.trading.source.okx.OkxSigner;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Every signature that an exchange or a standard has published. */
class SignaturesTest {

    @Test
    void binancesPublishedSignaturesComeOut() {
        var vectors = Recorded.json("binance/signature_vectors.json").get("vectors");
        assertThat(vectors).hasSize(5);
        for (var vector : vectors) {
            var signer = new BinanceSigner(
                    key(vector.path("apiKey").asText(), vector.path("secret").asText()));
            assertThat(signer.sign(vector.path("payload").asText()))
                    .as(vector.path("name").asText())
                    .isEqualTo(vector.path("signature").asText());
        }
    }

    @Test
    void binancesQueriesAreEncodedBeforeTheyAreSignedAndWebSocketCallsAreSortedAndNot() {
        var vectors = Recorded.json("binance/signature_vectors.json").get("vectors");
        var signer = new BinanceSigner(key("k", vectors.get(1).path("secret").asText()));
        var rest = new LinkedHashMap<String, String>();
        rest.put("symbol", "１２３４５６");
        rest.put("side", "BUY");
        rest.put("type", "LIMIT");
        rest.put("timeInForce", "GTC");
        rest.put("quantity", "1");
        rest.put("price", "0.1");
        rest.put("recvWindow", "5000");
        rest.put("timestamp", "1499827319559");
        assertThat(signer.query(rest))
                .isEqualTo(vectors.get(1).path("payload").asText() + "&signature="
                        + vectors.get(1).path("signature").asText());
        var sorted = new LinkedHashMap<String, String>();
        for (var pair : vectors.get(3).path("payload").asText().split("&")) {
            sorted.putFirst(pair.split("=")[0], pair.split("=")[1]);
        }
        assertThat(signer.webSocketPayload(sorted))
                .isEqualTo(vectors.get(3).path("payload").asText());
    }

    @Test
    void binanceKeysOfEdwardsCurvesAndRsaSignWhatTheirPublicKeysVerify() throws Exception {
        for (var kind : new String[][] {{"Ed25519", "Ed25519"}, {"RSA", "SHA256withRSA"}}) {
            var pair = KeyPairGenerator.getInstance(kind[0]).generateKeyPair();
            var pem = "-----BEGIN PRIVATE KEY-----\\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----";
            var signed = new BinanceSigner(key("k", pem)).sign("timestamp=1");
            var check = Signature.getInstance(kind[1]);
            check.initVerify(pair.getPublic());
            check.update("timestamp=1".getBytes(StandardCharsets.UTF_8));
            assertThat(check.verify(Base64.getDecoder().decode(signed)))
                    .as(kind[0])
                    .isTrue();
        }
    }

    @Test
    void krakensPublishedSignatureComesOut() {
        var vectors = Recorded.json("kraken/signature_vectors.json").get("vectors");
        assertThat(vectors).hasSize(1);
        for (var vector : vectors) {
            var signer = new KrakenSigner(key("k", vector.path("secretBase64").asText()));
            var sign = signer.sign(
                    vector.path("uriPath").asText(),
                    vector.path("nonce").asText(),
                    vector.path("payload").asText());
            assertThat(sign).isEqualTo(vector.path("apiSign").asText());
        }
    }

    @Test
    void noncesGrowThoughTheClockDoesNot() {
        var nonces = new Nonces(() -> Instant.ofEpochMilli(5));
        assertThat(nonces.next()).isEqualTo(5_000);
        assertThat(nonces.next()).isEqualTo(5_001);
        nonces.atLeast(9_000);
        assertThat(nonces.next()).isEqualTo(9_001);
    }

    @Test
    void coinbasesTokenIsThePublishedOneToTheLetter() {
        var vector = Recorded.json("coinbase/jwt_vectors.json").at("/EdDSA/coinbase_shape_computed_here");
        var key = key(
                "organizations/o/apiKeys/k",
                vector.path("rawSecretBase64_64bytes_seed_plus_public").asText());
        var nonce = "0123456789abcdef0123456789abcdef";
        var clock = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
        RandomGenerator dice = new Fixed(nonce);
        assertThat(new CoinbaseTokens(key, clock, dice).token("GET api.coinbase.com/api/v3/brokerage/accounts"))
                .isEqualTo(vector.path("jwt").asText());
    }

    @Test
    void edwardsSignatureIsThatOfRfc8037() {
        var vector = Recorded.json("coinbase/jwt_vectors.json").at("/EdDSA/rfc8037_A4");
        var seed = Base64.getUrlDecoder().decode(vector.at("/jwk/d").asText());
        var input = vector.path("signingInput").asText().getBytes(StandardCharsets.US_ASCII);
        var signature = PrivateKeys.sign("Ed25519", PrivateKeys.ed25519(seed), input);
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(signature))
                .isEqualTo(vector.path("signature").asText());
    }

    @Test
    void coinbasesEllipticKeysAreReadFromBothKindsOfPem() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var pkcs8 = pair.getPrivate().getEncoded();
        // SEC 1 is what PKCS #8 wraps: the last octet string of the envelope.
        var sec1 = java.util.Arrays.copyOfRange(pkcs8, pkcs8.length - sec1Length(pkcs8), pkcs8.length);
        for (var pem : new String[] {pem("PRIVATE KEY", pkcs8), pem("EC PRIVATE KEY", sec1)}) {
            var token = new CoinbaseTokens(key("k", pem), InstantSource.system(), new Fixed("00")).token(null);
            var parts = token.split("\\.");
            var check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(pair.getPublic());
            check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertThat(check.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        }
    }

    @Test
    void okxsSignaturesComeOut() {
        var vectors = Recorded.json("okx/signature_vectors.json").get("vectors");
        assertThat(vectors).hasSize(3);
        for (var vector : vectors) {
            var signer = new OkxSigner(key("k", vector.path("secret").asText()));
            var sign = signer.sign(
                    vector.path("timestamp").asText(),
                    vector.path("method").asText(),
                    vector.path("requestPath").asText(),
                    vector.path("body").asText());
            assertThat(sign).isEqualTo(vector.path("sign").asText());
        }
    }

    @Test
    void keysAreNotPrinted() {
        assertThat(key("public-part", "secret-part").toString()).doesNotContain("public-part", "secret-part");
        assertThatThrownBy(() -> PrivateKeys.pem("-----BEGIN PRIVATE KEY-----c2VjcmV0-----END PRIVATE KEY-----"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c2VjcmV0");
    }

    private static int sec1Length(byte[] pkcs8) {
        // 30 len | 02 01 00 | 30 13 … | 04 len | content
        int at = pkcs8[1] < 0 ? 3 : 2;
        at += 3 + 21 + 1;
        return pkcs8[at] < 0 ? pkcs8[at + 1] & 0xff : pkcs8[at];
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    private static ApiKey key(String key, String secret) {
        return new ApiKey(Secret.of(key), Secret.of(secret));
    }

    /** Dice that fall as they are told. */
    private static final class Fixed implements RandomGenerator {
        private final byte[] bytes;

        Fixed(String hex) {
            bytes = java.util.HexFormat.of().parseHex(hex);
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, Math.min(bytes.length, target.length));
        }

        @Override
        public long nextLong() {
            return 4;
        }
    }
}
