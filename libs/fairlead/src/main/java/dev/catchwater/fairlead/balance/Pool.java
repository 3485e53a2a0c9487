package dev.catchwater.fairlead.balance;

import dev.catchwater.fairlead.CallEvent;
import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.EndpointSource;
import dev.catchwater.fairlead.EndpointState;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.verdict.Verdict;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The endpoints of one origin and how they fare. All of it under one lock, which nothing is waited for under. */
final class Pool implements EndpointSource.Listener {
    /** Endpoints of one origin; of a longer list the rest is left out. */
    static final int MAX_ENDPOINTS = 1_024;

    private final String origin;
    private final BalancePolicy policy;
    private final Timers timers;
    private final Predicate<Endpoint> allowed;
    private final CallListener listener;
    private final Picker picker;
    private final Outliers outliers;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private final Consumer<List<Member>> members;
    private Candidates candidates;
    private boolean known;
    private HttpFailure nobody;
    /** The call whose doing is being told of; 0 if it is none's. */
    private long call;

    /**
     * A pool that knows nothing yet.
     *
     * @param allowed what may be connected to at all
     * @param members hears, under the lock, of all members whenever they are others
     */
    Pool(
            Endpoints endpoints,
            Timers timers,
            RandomGenerator random,
            Predicate<Endpoint> allowed,
            CallListener listener,
            Consumer<List<Member>> members) {
        this.origin = endpoints.origin();
        this.policy = endpoints.policy();
        this.timers = timers;
        this.allowed = allowed;
        this.listener = listener;
        this.members = members;
        picker = Picker.of(policy.picking(), random);
        outliers = new Outliers(policy.ejection(), timers.nanos(), this::tell);
        candidates = new Candidates(List.of(), policy.zone(), policy.panic());
        nobody = unknown();
    }

    String origin() {
        return origin;
    }

    BalancePolicy policy() {
        return policy;
    }

    /**
     * Picks an endpoint for an attempt.
     *
     * @param whenKnown runs, on any thread, when it is worth asking again; unless {@link #leave} comes first
     */
    synchronized Turn enter(Request request, @Nullable Tried tried, Runnable whenKnown) {
        if (!known) {
            waiting.add(whenKnown);
            return new Turn.Wait();
        }
        if (candidates.all().isEmpty()) {
            return new Turn.Nobody(nobody);
        }
        long now = timers.nanos();
        call = request.get(CallListener.CALL);
        outliers.look(candidates.all(), now);
        Member member = picker.pick(candidates.of(tried), request, now);
        member.inFlight++;
        if (tried != null) {
            tried.add(member);
        }
        return new Turn.To(member, now);
    }

    synchronized void leave(Runnable whenKnown) {
        waiting.remove(whenKnown);
    }

    /** The head came, or will not: tells how long it took. A failure may not make its endpoint look fast. */
    synchronized void timed(Turn.To turn, Verdict verdict) {
        long now = timers.nanos();
        Latency latency = turn.member().latency;
        double took = Math.max(0, now - turn.began());
        if (verdict == Verdict.FAILURE && policy.picking() instanceof Picking.PeakEwma ewma) {
            took = Math.max(took, (double) ewma.penalty().toNanos());
        }
        if (verdict == Verdict.SUCCESS || took > latency.at(now)) {
            latency.observe(took, now);
        }
    }

    /** Counts what an attempt says about its endpoint; once for each attempt. */
    synchronized void settle(Request request, Turn.To turn, Verdict verdict) {
        long now = timers.nanos();
        call = request.get(CallListener.CALL);
        outliers.look(candidates.all(), now);
        outliers.settle(turn.member(), verdict, turn.began(), candidates.all(), now);
    }

    /** The attempt is over, its body included. */
    synchronized void ended(Turn.To turn) {
        turn.member().inFlight--;
    }

    /** What health checks make of a member. */
    synchronized void checked(Member member, boolean healthy) {
        if (member.healthy != healthy && candidates.all().contains(member)) {
            call = 0;
            member.healthy = healthy;
            if (healthy) {
                member.isBack(timers.nanos());
            }
            tell(member, "health check");
        }
    }

    @Override
    public void changed(List<Endpoint> endpoints) {
        update(endpoints);
    }

    @Override
    public void failed() {
        update(null);
    }

    private void update(@Nullable List<Endpoint> endpoints) {
        List<Runnable> informed;
        synchronized (this) {
            become(endpoints == null ? List.of() : endpoints);
            known = true;
            informed = List.copyOf(waiting);
            waiting.clear();
        }
        informed.forEach(Runnable::run);
    }

    private void become(List<Endpoint> endpoints) {
        long now = timers.nanos();
        // A ramp that is over: those that came together are no newer than each other.
        long since =
                candidates.all().isEmpty() ? now - policy.slowStart().window().toNanos() : now;
        Map<String, Member> old = new LinkedHashMap<>();
        candidates.all().forEach(member -> old.put(member.authority(), member));
        Map<String, Member> all = new LinkedHashMap<>();
        List<Member> added = new ArrayList<>();
        nobody = unknown();
        for (Endpoint endpoint : endpoints) {
            if (!allowed.test(endpoint)) {
                nobody = new HttpFailure.Forbidden(host(), endpoint.address().getHostAddress());
            } else if (all.size() < MAX_ENDPOINTS && !all.containsKey(endpoint.authority())) {
                Member member = old.remove(endpoint.authority());
                if (member == null) {
                    member = new Member(endpoint, policy.slowStart(), decayNanos(), since, now);
                    added.add(member);
                }
                member.become(endpoint);
                all.put(endpoint.authority(), member);
            }
        }
        candidates = new Candidates(List.copyOf(all.values()), policy.zone(), policy.panic());
        call = 0;
        old.values().forEach(gone -> tell(gone, EndpointState.GONE, "no longer named"));
        added.forEach(member -> tell(member, "named"));
        members.accept(candidates.all());
    }

    /** Those that may be asked now. */
    synchronized List<Endpoint> endpoints() {
        if (candidates.all().isEmpty()) {
            throw nobody.asException();
        }
        return candidates.of(null).stream().map(Member::endpoint).toList();
    }

    synchronized List<EndpointView> views() {
        long now = timers.nanos();
        return candidates.all().stream()
                .map(member -> EndpointView.of(origin, member, now, timers.instant()))
                .toList();
    }

    private void tell(Member member, String reason) {
        tell(member, member.state(), reason);
    }

    private void tell(Member member, EndpointState to, String reason) {
        List<Member> all = candidates.all();
        int available = (int) all.stream().filter(Member::isAvailable).count();
        listener.on(new CallEvent.EndpointChanged(call, origin, member.authority(), to, reason, available, all.size()));
    }

    private double decayNanos() {
        return policy.picking() instanceof Picking.PeakEwma ewma
                ? ewma.decay().toNanos()
                : 10e9; // for those who look only
    }

    private HttpFailure unknown() {
        return new HttpFailure.UnknownHost(host());
    }

    private String host() {
        return URI.create(origin).getHost();
    }
}
