package dev.catchwater.testkit;

/** Decides a reply by the request; runs on the connection's own virtual thread and may block. */
@FunctionalInterface
public interface Answer {
    Reply to(Received request) throws Exception;
}
