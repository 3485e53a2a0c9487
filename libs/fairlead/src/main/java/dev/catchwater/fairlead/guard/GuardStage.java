package dev.catchwater.fairlead.guard;

import dev.catchwater.fairlead.Endpoint;
import dev.catchwater.fairlead.HttpFailure;
import dev.catchwater.fairlead.Next;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.Stage;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses requests whose host has no public address, and pins the connection to the address that was checked: a name
 * that resolves differently a moment later (DNS rebinding) changes nothing. It guards each attempt, so redirects are
 * checked as well.
 */
public final class GuardStage implements Stage {
    /** Octal to some resolvers and decimal to others, ours included: nobody means it well. */
    private static final Pattern AMBIGUOUS = Pattern.compile("([0-9]*\\.)*0[0-9]+(\\.[0-9]*)*");

    private final GuardPolicy policy;
    private final Resolver resolver;

    public GuardStage(GuardPolicy policy, Resolver resolver) {
        this.policy = policy;
        this.resolver = resolver;
    }

    @Override
    public Uni<Response> apply(Request request, Next next) {
        if (policy.allowed().contains(request.authority())) {
            return next.proceed(request);
        }
        if (request.endpoint().isPresent()) {
            Endpoint endpoint = request.endpoint().get();
            return allows(policy, request.origin(), endpoint)
                    ? next.proceed(request)
                    : Uni.createFrom()
                            .failure(refusal(request.uri().getHost(), endpoint).asException());
        }
        if (request.address().isPresent()) {
            return pinned(request, request.address().get(), next);
        }
        String host = unbracketed(request.uri().getHost());
        if (AMBIGUOUS.matcher(host).matches()) {
            return Uni.createFrom().failure(new HttpFailure.UnknownHost(host).asException());
        }
        return resolver.resolve(host)
                .onFailure()
                .transform(e -> new HttpFailure.UnknownHost(host).asException(e))
                .flatMap(addresses -> next.proceed(request.withAddress(firstPublic(host, addresses))));
    }

    /** The caller has chosen the address: it is checked, and no name is looked up. */
    private static Uni<Response> pinned(Request request, InetAddress address, Next next) {
        return PublicAddresses.isPublic(address)
                ? next.proceed(request)
                : Uni.createFrom()
                        .failure(new HttpFailure.Forbidden(request.uri().getHost(), address.getHostAddress())
                                .asException());
    }

    /** Whether requests to an origin may be sent to an endpoint: the operator named it, or it is public. */
    public static boolean allows(GuardPolicy policy, String origin, Endpoint endpoint) {
        return !policy.enabled()
                || endpoint.trusted()
                || PublicAddresses.isPublic(endpoint.address())
                || isAllowed(policy, origin);
    }

    private static boolean isAllowed(GuardPolicy policy, String origin) {
        return policy.allowed().contains(origin.substring(origin.indexOf("://") + 3));
    }

    private static HttpFailure refusal(String host, Endpoint endpoint) {
        return new HttpFailure.Forbidden(host, endpoint.address().getHostAddress());
    }

    private static InetAddress firstPublic(String host, List<InetAddress> addresses) {
        return addresses.stream()
                .filter(PublicAddresses::isPublic)
                .findFirst()
                .orElseThrow(() -> new HttpFailure.Forbidden(
                                host,
                                addresses.isEmpty()
                                        ? "none"
                                        : addresses.getFirst().getHostAddress())
                        .asException());
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
