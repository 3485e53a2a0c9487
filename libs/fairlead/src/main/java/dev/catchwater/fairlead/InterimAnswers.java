package dev.catchwater.fairlead;

/** What comes before an answer (1xx, RFC 9110 §15.2), for whoever passes it on: all but 100 and 101. */
@FunctionalInterface
public interface InterimAnswers {
    /** Hears of them; nobody does unless it is asked for. */
    Attribute<InterimAnswers> LISTENER = Attribute.of("interim-answers", (status, fields) -> {});

    /**
     * One came, on the call's event loop.
     *
     * @param status as 103 (RFC 8297), or one that nobody here knows
     */
    void came(int status, Headers fields);
}
