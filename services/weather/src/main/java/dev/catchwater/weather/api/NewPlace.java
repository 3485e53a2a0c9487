package dev.catchwater.weather.api;

import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.web.Problem;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to watch.
 *
 * @param id its name in addresses
 * @param zone IANA time zone
 * @param region ISO 3166-1 code
 * @param zones warning zones, {@code scheme:code}
 */
public record NewPlace(
        @NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}")
        String id,

        @NotBlank @Size(max = 200) String name,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude,
        @NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,

        @Nullable @DecimalMin("-500") @DecimalMax("9000") Double elevation,

        @NotBlank @Size(max = 64) String zone,
        @Nullable @Pattern(regexp = "[A-Z]{2}") String region,
        @Nullable @Size(max = 50) Set<@Size(max = 64) String> zones) {

    Place place() {
        try {
            return new Place(
                    id,
                    name.strip(),
                    new Position(latitude, longitude),
                    elevation,
                    ZoneId.of(zone),
                    region,
                    zones == null ? Set.of() : zones);
        } catch (DateTimeException e) {
            throw Problem.of(
                            "unknown-zone", "Unknown time zone", 400, "zone is an IANA time zone, such as Europe/Oslo.")
                    .asException();
        }
    }
}
