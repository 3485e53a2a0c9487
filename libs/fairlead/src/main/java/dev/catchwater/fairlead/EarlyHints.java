package dev.catchwater.fairlead;

/** What comes before an answer (103, RFC 8297), for whoever passes it on. */
@FunctionalInterface
public interface EarlyHints {
    /** Hears of them; nobody does unless it is asked for. */
    Attribute<EarlyHints> LISTENER = Attribute.of("early-hints", hints -> {});

    /** The fields of one, on the call's event loop. */
    void came(Headers hints);
}
