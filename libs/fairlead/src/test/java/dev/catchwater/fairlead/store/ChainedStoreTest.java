package dev.catchwater.fairlead.store;

import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ChainedStoreTest extends ResponseStoreContract {
    private final MemoryStore near = new MemoryStore(1_000_000, 500);
    private final MemoryStore far = new MemoryStore(1_000_000, 1_000);

    @Override
    protected ResponseStore empty() {
        return new ChainedStore(new MemoryStore(1_000_000, 500), new MemoryStore(1_000_000, 1_000));
    }

    private static Multi<Buffer> content(String text) {
        return Multi.createFrom().item(Buffer.buffer(text));
    }

    @Test
    void whatOnlyTheFarStoreHasIsFoundAndCopied() {
        get(far.put(KEY, response(0, "1"), content("one"), LATER, NOW));
        List<StoredEntry> found = get(new ChainedStore(near, far).find(KEY, any -> true, NOW));
        assertThat(found).extracting(entry -> text(entry.content().read())).containsExactly("one");
        assertThat(get(near.find(KEY, any -> true, NOW))).hasSize(1);
    }

    @Test
    void aVariantThatTheNearStoreLacksIsLookedForFarAway() {
        get(near.put(KEY, response(0, "1"), content("one"), LATER, NOW));
        get(far.put(KEY, response(0, "2"), content("two"), LATER, NOW));
        Predicate<StoredResponse> second = response -> response.equals(response(0, "2"));
        assertThat(get(new ChainedStore(near, far).find(KEY, second, NOW)))
                .extracting(entry -> text(entry.content().read()))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whatIsTooLongForTheNearStoreIsOnlyInTheFarOne() {
        ChainedStore chain = new ChainedStore(near, far);
        assertThat(get(chain.put(KEY, response(0, "1"), content("x".repeat(700)), LATER, NOW)))
                .isTrue();
        assertThat(get(chain.find(KEY, any -> true, NOW))).hasSize(1);
        assertThat(get(near.find(KEY, any -> true, NOW))).isEmpty();
    }

    @Test
    void aFarStoreThatIsOutOfOrderCostsItsHitsAndNothingElse() {
        ChainedStore chain = new ChainedStore(near, new OutOfOrderStore());
        assertThat(get(chain.find(KEY, any -> true, NOW))).isEmpty();
        assertThat(get(chain.put(KEY, response(0, "1"), content("one"), LATER, NOW)))
                .isTrue();
        assertThat(get(chain.touch(KEY, response(0, "1"), response(1, "1"), LATER, NOW)))
                .isTrue();
        assertThat(get(chain.find(KEY, any -> true, NOW))).hasSize(1);
    }

    @Test
    void anInvalidationThatDidNotReachTheFarStoreIsAFailureButHoldsNearby() {
        ChainedStore chain = new ChainedStore(near, new OutOfOrderStore());
        get(chain.put(KEY, response(0, "1"), content("one"), LATER, NOW));
        assertThatThrownBy(() -> get(chain.invalidate(KEY, NOW))).isInstanceOf(IllegalStateException.class);
        assertThat(get(near.find(KEY, any -> true, NOW)).getFirst().response().invalid())
                .isTrue();
    }

    @Test
    void anInvalidationThatFailsNearbyReachesTheFarStoreAllTheSame() {
        ChainedStore chain = new ChainedStore(new OutOfOrderStore(), far);
        get(far.put(KEY, response(0, "1"), content("one"), LATER, NOW));
        assertThatThrownBy(() -> get(chain.invalidate(KEY, NOW))).isInstanceOf(IllegalStateException.class);
        assertThat(get(far.find(KEY, any -> true, NOW)).getFirst().response().invalid())
                .isTrue();
        assertThatThrownBy(() -> get(chain.remove(KEY, NOW))).isInstanceOf(IllegalStateException.class);
        assertThat(get(far.find(KEY, any -> true, NOW))).isEmpty();
    }
}
