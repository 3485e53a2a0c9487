package dev.catchwater.fairlead.guard;

import static dev.catchwater.fairlead.Answers.failureOf;
import static dev.catchwater.fairlead.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Answers;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardStageTest {
    private final List<Request> sent = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Next upstream = request -> Uni.createFrom().item(() -> {
        sent.add(request);
        return Answers.of(request, 200);
    });

    private GuardStage stage(Set<String> allowed, String... literals) {
        return new GuardStage(new GuardPolicy(true, allowed), host -> {
            asked.add(host);
            return Uni.createFrom()
                    .item(List.of(literals).stream().map(InetAddress::ofLiteral).toList());
        });
    }

    @Test
    void theConnectionGoesToTheAddressThatWasChecked() {
        get(stage(Set.of(), "8.8.8.8").apply(Request.get("http://name.test/"), upstream));
        assertThat(sent.getFirst().address()).contains(InetAddress.ofLiteral("8.8.8.8"));
        assertThat(sent.getFirst().uri().getHost()).isEqualTo("name.test");
        assertThat(asked).containsExactly("name.test");
    }

    @Test
    void anAddressThatTheCallerHasChosenIsCheckedAndKept() {
        Request request = Request.get("http://name.test/");
        get(stage(Set.of(), "8.8.8.8").apply(request.withAddress(InetAddress.ofLiteral("8.8.4.4")), upstream));
        assertThat(sent.getFirst().address()).contains(InetAddress.ofLiteral("8.8.4.4"));
        assertThat(failureOf(stage(Set.of(), "8.8.8.8")
                        .apply(request.withAddress(InetAddress.ofLiteral("10.0.0.1")), upstream)))
                .isEqualTo(new HttpFailure.Forbidden("name.test", "10.0.0.1"));
        assertThat(sent).hasSize(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void aNameThatResolvesToAPrivateAddressIsRefusedAndNothingIsSent() {
        assertThat(failureOf(stage(Set.of(), "10.0.0.1").apply(Request.get("http://name.test/?k=secret"), upstream)))
                .isEqualTo(new HttpFailure.Forbidden("name.test", "10.0.0.1"));
        assertThat(sent).isEmpty();
    }

    @Test
    void ofMixedAddressesOnlyAPublicOneIsUsed() {
        get(stage(Set.of(), "127.0.0.1", "8.8.4.4").apply(Request.get("http://name.test/"), upstream));
        assertThat(sent.getFirst().address()).contains(InetAddress.ofLiteral("8.8.4.4"));
    }

    @Test
    void eachAttemptIsCheckedAnewSoThatRebindingGainsNothing() {
        List<String> answers = new ArrayList<>(List.of("8.8.8.8", "127.0.0.1"));
        GuardStage stage = new GuardStage(
                GuardPolicy.PUBLIC_ONLY,
                host -> Uni.createFrom().item(() -> List.of(InetAddress.ofLiteral(answers.removeFirst()))));
        get(stage.apply(Request.get("http://name.test/"), upstream));
        assertThat(failureOf(stage.apply(Request.get("http://name.test/"), upstream)))
                .isInstanceOf(HttpFailure.Forbidden.class);
    }

    @Test
    void anAllowedAuthorityIsLetThroughAndNoOtherPortOfIt() {
        GuardStage stage = stage(Set.of("Sandbox.test:8090", "[::1]:8090"), "127.0.0.1");
        get(stage.apply(Request.get("http://SANDBOX.test:8090/x"), upstream));
        get(stage.apply(Request.get("http://[::1]:8090/x"), upstream));
        assertThat(asked).isEmpty();
        assertThat(failureOf(stage.apply(Request.get("http://sandbox.test:8091/"), upstream)))
                .isInstanceOf(HttpFailure.Forbidden.class);
        assertThat(failureOf(stage.apply(Request.get("http://sandbox.test/"), upstream)))
                .isInstanceOf(HttpFailure.Forbidden.class);
    }

    @Test
    void aNameWithoutAddressIsUnknownWhateverTheResolverSays() {
        for (Throwable thrown : List.of(new UnknownHostException("name.test"), new SecurityException("no"))) {
            GuardStage stage = new GuardStage(
                    GuardPolicy.PUBLIC_ONLY, host -> Uni.createFrom().failure(thrown));
            assertThat(failureOf(stage.apply(Request.get("http://name.test/"), upstream)))
                    .isEqualTo(new HttpFailure.UnknownHost("name.test"));
        }
        assertThat(failureOf(stage(Set.of()).apply(Request.get("http://name.test/"), upstream)))
                .isInstanceOf(HttpFailure.class);
    }
}
