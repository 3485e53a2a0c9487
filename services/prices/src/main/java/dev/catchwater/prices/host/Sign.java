package dev.catchwater.prices.host;

/** What an answer shows of our being unwelcome, or of being shown something else than other visitors. */
public enum Sign {
    /** 429, or 503 with Retry-After: too often. */
    LIMITED(Weight.WAIT),
    /** 401, 403, 451. */
    REFUSED(Weight.BLOCK),
    /** A challenge that is made for people: a header or a marker of those who sell them. */
    CHALLENGE(Weight.BLOCK),
    /** A product page that leads to a sign-in. */
    LOGIN(Weight.BLOCK),
    /** A product page that leads to the front page. */
    SENT_HOME(Weight.DOUBT),
    /** Several addresses with the same bytes. */
    SAME_BODY(Weight.BLOCK),
    /** Far smaller than this host's pages are. */
    TOO_SMALL(Weight.DOUBT),
    /** No price where there was one, though it is not said to be out of stock. */
    PRICE_VANISHED(Weight.DOUBT),
    /** Ten times the last price, or a tenth. */
    PRICE_JUMP(Weight.DOUBT),
    /** The same price on all of this host's pages. */
    ONE_PRICE(Weight.DOUBT),
    /** The page says that it is another one. */
    OTHER_CANONICAL(Weight.DOUBT);

    private final Weight weight;

    Sign(Weight weight) {
        this.weight = weight;
    }

    /** What it asks for. */
    public Weight weight() {
        return weight;
    }

    /** From the least to the most. */
    public enum Weight {
        /** What was read is not believed before it is seen again; the host is asked more slowly. */
        DOUBT,
        /** We are asked to wait. */
        WAIT,
        /** We are kept out. */
        BLOCK
    }
}
