package dev.catchwater.prices;

import dev.catchwater.prices.host.Answer;
import dev.catchwater.prices.host.Pace;
import dev.catchwater.prices.host.Sign;
import dev.catchwater.prices.recheck.Look;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a look changes.
 *
 * @param nextAt when the page is looked at again; null: never
 * @param pace how its host goes on
 * @param reading what is written down; null if nothing was read, or it is not believed yet
 * @param answered a page came, believed or not, that tells what is usual at its host; null if none did
 */
public record Settlement(
        Page.State state,
        @Nullable String note,
        @Nullable Instant nextAt,
        String why,
        @Nullable String etag,
        @Nullable String lastModified,
        List<Look> looks,
        @Nullable String doubted,
        Pace pace,
        Set<Sign> signs,
        @Nullable Reading reading,
        Answer.@Nullable Page answered) {

    public Settlement {
        looks = List.copyOf(looks);
        signs = Set.copyOf(signs);
    }
}
