package dev.catchwater.fairlead.balance;

import static dev.catchwater.fairlead.balance.Members.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.fairlead.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whose keys go where, over thousands of random memberships. */
class RendezvousModelTest {
    private static final int SEEDS = 1_000;

    private static List<Member> some(Random random) {
        List<Member> members = new ArrayList<>();
        int count = 2 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            members.add(Members.member(
                    Members.endpoint(1 + 20 * i + random.nextInt(20)).withWeight(1 + random.nextInt(4))));
        }
        return members;
    }

    private static Map<String, String> owners(List<Member> members, int keys) {
        Picker picker = Picker.of(new Picking.Rendezvous(1_000, request -> request.get(Picking.KEY)), new Random(1));
        Map<String, String> owners = new HashMap<>();
        for (int i = 0; i < keys; i++) {
            owners.put("key " + i, picker.pick(members, keyed("key " + i), 0).authority());
        }
        return owners;
    }

    private static Set<String> moved(Map<String, String> before, Map<String, String> after) {
        return before.keySet().stream()
                .filter(key -> !before.get(key).equals(after.get(key)))
                .collect(Collectors.toSet());
    }

    @Test
    void anEndpointThatGoesMovesItsOwnKeysAlone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Member> members = some(random);
            Map<String, String> before = owners(members, 200);
            Member gone = members.remove(random.nextInt(members.size()));
            moved(before, owners(members, 200))
                    .forEach(key -> assertThat(before.get(key)).isEqualTo(gone.authority()));
        }
    }

    @Test
    void anEndpointThatComesTakesKeysForItselfAlone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Member> members = some(random);
            Map<String, String> before = owners(members, 200);
            members.add(random.nextInt(members.size()), Members.member(Members.endpoint(250)));
            Map<String, String> after = owners(members, 200);
            moved(before, after).forEach(key -> assertThat(after.get(key)).isEqualTo("10.0.0.250:80"));
        }
    }

    @Test
    void aChangeOfWeightMovesKeysToOrFromThatEndpointAlone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Member> members = some(random);
            Map<String, String> before = owners(members, 200);
            Member changed = members.get(random.nextInt(members.size()));
            changed.become(changed.endpoint().withWeight(random.nextBoolean() ? 20 : 0.2));
            Map<String, String> after = owners(members, 200);
            moved(before, after)
                    .forEach(key ->
                            assertThat(List.of(before.get(key), after.get(key))).contains(changed.authority()));
        }
    }

    @Test
    void keysAreSharedByWeight() {
        for (int seed = 0; seed < 100; seed++) {
            List<Member> members = some(new Random(seed));
            double weights =
                    members.stream().mapToDouble(member -> member.weight(0)).sum();
            Map<String, Long> shares = owners(members, 2_000).values().stream()
                    .collect(Collectors.groupingBy(owner -> owner, Collectors.counting()));
            for (Member member : members) {
                double share = member.weight(0) / weights;
                assertThat(shares.getOrDefault(member.authority(), 0L) - 2_000 * share)
                        .isCloseTo(0, within(6 * Math.sqrt(2_000 * share * (1 - share))));
            }
        }
    }

    @Test
    void noPickTakesAnEndpointOverItsBoundHoweverHotOneKeyIs() {
        int diverted = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Member> members = some(random);
            double weights =
                    members.stream().mapToDouble(member -> member.weight(0)).sum();
            Picker picker = Picker.of(Picking.rendezvous(), random);
            String owner = owners(members, 1).get("key 0");
            int inFlight = 0;
            for (int i = 0; i < 200; i++) {
                Member some = members.get(random.nextInt(members.size()));
                if (some.inFlight > 0 && random.nextInt(3) == 0) {
                    some.inFlight--;
                    inFlight--;
                    continue;
                }
                Member picked = picker.pick(members, keyed(random.nextInt(3) > 0 ? "key 0" : "key " + i), 0);
                picked.inFlight++;
                inFlight++;
                assertThat((double) picked.inFlight)
                        .isLessThanOrEqualTo(Math.ceil(1.25 * inFlight * picked.weight(0) / weights));
                diverted += picked.authority().equals(owner) ? 0 : 1;
            }
        }
        assertThat(diverted).isPositive();
    }

    @Test
    void whoIsFullSendsAKeyToTheSameNextEndpointAsIfItWereGone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Member> members = some(new Random(seed));
            Picker picker = Picker.of(Picking.rendezvous(), new Random(1));
            Member owner = picker.pick(members, keyed("k"), 0);
            List<Member> others =
                    members.stream().filter(member -> member != owner).toList();
            Member next = picker.pick(others, keyed("k"), 0);
            owner.inFlight = 1_000;
            assertThat(picker.pick(members, keyed("k"), 0)).isSameAs(next);
        }
    }

    @Test
    void aKeyOfTheRequestMayDecideAndNoKeyIsSpreadByChance() {
        Picker byPath = Picker.of(Picking.rendezvous(request -> request.uri().getPath()), new Random(1));
        List<Member> members = Members.weighing(1, 1, 1, 1);
        Member owner = byPath.pick(members, Request.get("http://orders.test/7?a"), 0);
        assertThat(byPath.pick(members, Request.get("http://orders.test/7?b"), 0))
                .isSameAs(owner);
        Picker unkeyed = Picker.of(Picking.rendezvous(), new Random(1));
        Set<Member> seen = new java.util.HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(unkeyed.pick(members, Members.ANY, 0));
        }
        assertThat(seen).hasSize(4);
    }
}
