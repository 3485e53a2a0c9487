package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Stage;
import dev.catchwater.fairlead.balance.BalanceStage;
import dev.catchwater.fairlead.balance.TriedStage;
import dev.catchwater.fairlead.breaker.BreakerStage;
import dev.catchwater.fairlead.caching.CachingStage;
import dev.catchwater.fairlead.cookies.CookieStage;
import dev.catchwater.fairlead.cookies.SetCookieStage;
import dev.catchwater.fairlead.deadline.DeadlineStage;
import dev.catchwater.fairlead.deadline.TimeLeftStage;
import dev.catchwater.fairlead.decode.Coding;
import dev.catchwater.fairlead.decode.DecodeStage;
import dev.catchwater.fairlead.guard.GuardStage;
import dev.catchwater.fairlead.observe.AttemptStage;
import dev.catchwater.fairlead.observe.ObserveStage;
import dev.catchwater.fairlead.redirect.RedirectStage;
import dev.catchwater.fairlead.retry.RetryStage;
import java.util.ArrayList;
import java.util.List;

/** The life of a call, as two lists of stages. */
final class Pipeline {
    private Pipeline() {}

    /** The stages of these settings, down to the wire. */
    static Next of(Settings settings, Shared shared, CallListener listener) {
        List<Stage> stages = new ArrayList<>();
        stages.addAll(call(settings, shared, listener));
        stages.addAll(attempt(settings, shared, listener));
        return compose(stages, shared.exchange.within(settings.bounds()));
    }

    /** The life of a call. This list and the next are the whole order; a new stage is its package and one line here. */
    private static List<Stage> call(Settings settings, Shared shared, CallListener listener) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new ObserveStage(shared.timers, listener, shared.calls));
        stages.add(new DeadlineStage(settings.timeout(), shared.timers));
        stages.add(new RedirectStage(
                settings.redirects(),
                settings.credentialFields(),
                settings.retries().maxRetryAfter(),
                shared.timers,
                listener));
        settings.cookies().ifPresent(jar -> stages.add(new CookieStage(jar, shared.timers)));
        shared.credentials(settings, listener).ifPresent(stages::add);
        settings.cache()
                .ifPresent(policy -> stages.add(
                        new CachingStage(policy, settings.credentialFields(), shared.timers, shared::loop, listener)));
        if (!settings.endpoints().isEmpty()) {
            stages.add(new TriedStage());
        }
        stages.add(new RetryStage(settings.retries(), shared.budget(settings), shared.timers, shared.random, listener));
        return stages;
    }

    /** The life of each attempt, down to the wire. */
    private static List<Stage> attempt(Settings settings, Shared shared, CallListener listener) {
        List<Stage> stages = new ArrayList<>();
        settings.cookies().ifPresent(jar -> stages.add(new SetCookieStage(jar, shared.timers)));
        if (settings.breaker().enabled()) {
            stages.add(new BreakerStage(shared.circuits, shared.timers, listener));
        }
        stages.add(shared.admission);
        if (!settings.endpoints().isEmpty()) {
            stages.add(new BalanceStage(shared.pools, shared.timers, shared::here));
        }
        if (settings.tracing().isPresent() || shared.patterns.isPresent()) {
            stages.add(new AttemptStage(shared.timers, settings.timeout(), listener, settings.tracing()));
        }
        if (settings.guard().enabled()) {
            stages.add(new GuardStage(settings.guard(), shared.resolver));
        }
        stages.add(new TimeLeftStage(settings.timeout(), settings.propagation(), shared.timers));
        stages.add(new DecodeStage(
                settings.bounds().maxBodyBytes(), settings.bounds().maxRatio(), Coding.available(), shared::loop));
        return stages;
    }

    private static Next compose(List<Stage> stages, Next last) {
        Next next = last;
        for (Stage stage : stages.reversed()) {
            Next following = next;
            next = request -> stage.apply(request, following);
        }
        return next;
    }
}
