package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.Request;
import java.util.ArrayList;
import java.util.List;

/** Members without a pool around them. */
final class Members {
    static final long MILLI = 1_000_000;
    static final Request ANY = Request.get("http://orders.test/");

    private Members() {}

    static Endpoint endpoint(int number) {
        return Endpoint.of("10.0.0." + number, 80);
    }

    static Member member(Endpoint endpoint) {
        return new Member(endpoint, SlowStart.NONE, 10_000 * MILLI, 0, 0);
    }

    /** Members with these weights, numbered from 1. */
    static List<Member> weighing(double... weights) {
        List<Member> members = new ArrayList<>();
        for (double weight : weights) {
            members.add(member(endpoint(members.size() + 1).withWeight(weight)));
        }
        return members;
    }

    static Request keyed(String key) {
        return ANY.with(Picking.KEY, key);
    }
}
