package dev.catchwater.edge.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.edge.route.Compression.Coding;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {
    private static final List<Coding> OFFERED = List.of(Coding.BR, Coding.ZSTD, Coding.GZIP);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "gzip, deflate, br, zstd | br zstd gzip",
                "gzip | gzip",
                "GZIP;Q=0.5 , BR ; q=0.3 | gzip br",
                "x-gzip | gzip",
                "* | br zstd gzip",
                "br;q=0, * | zstd gzip",
                "gzip;q=0.001, *;q=0 | gzip",
                "identity;q=0, gzip;q=0.5 | gzip",
                "identity, gzip;q=0.5, br | br",
                "identity;q=0.5, gzip;q=0.5 | gzip",
                "br;q=0 | -",
                "br;q=0.000 | -",
                "br;q=zero, gzip;q=2 | -",
                "identity | -",
                "deflate, compress | -",
                "'' | -",
                ", ,gzip, | gzip",
                "brotli, gzipped | -"
            })
    void theClientsWeightsAndThenTheOperatorsOrderDecide(String accepted, String codings) {
        assertThat(Accepted.of(List.of(accepted)).among(OFFERED).stream()
                        .map(Coding::token)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(codings == null ? "" : codings);
    }

    @Test
    void linesAreOneListAndWhoDoesNotAskOrAsksTooMuchGetsNone() {
        assertThat(Accepted.of(List.of("gzip;q=0.1", "br")).among(OFFERED)).containsExactly(Coding.BR, Coding.GZIP);
        assertThat(Accepted.of(List.of("br")).among(List.of(Coding.GZIP))).isEmpty();
        assertThat(Accepted.of(List.of()).among(OFFERED)).isEmpty();
        assertThat(Accepted.of(List.of("br," + "x,".repeat(300))).among(OFFERED))
                .isEmpty();
    }
}
