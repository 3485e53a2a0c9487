package dev.catchwater.web;

/** Carries a {@link Problem} out of a resource or a route; it is answered as it stands and not logged as a fault. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /**
     * A problem with what led to it.
     *
     * @param cause for the log only; it never reaches the answer
     */
    @SuppressWarnings("NullAway") // RuntimeException takes a null cause to mean none
    public ProblemException(Problem problem, @org.jspecify.annotations.Nullable Throwable cause) {
        super(problem.title(), cause, false, cause != null);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
