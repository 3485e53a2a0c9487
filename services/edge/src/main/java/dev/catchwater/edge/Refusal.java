package dev.catchwater.edge;

/**
 * Why a request is answered by this node and goes no further.
 *
 * @param status of the answer
 * @param token a word for logs, metrics and Cache-Status
 * @param why one sentence for a person
 */
public record Refusal(int status, String token, String why) {

    /** One that is not HTTP, or could be read in two ways. */
    public static Refusal bad(String token, String why) {
        return new Refusal(400, token, why);
    }
}
