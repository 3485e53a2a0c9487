package dev.catchwater.testkit;

import dev.catchwater.testkit.wire.RawRequest;

/** What a connection needs of its upstream. */
interface Exchanges {
    /** Whether the head alone decides the answer, so that it need not wait for the body. */
    boolean isAnsweredEarly(RawRequest head);

    Received received(RawRequest request, long connection);

    Reply replyTo(Received request);

    Delays delays();

    void disconnected(Exchange exchange);

    void failed(String what, Throwable cause);

    void handshakeFailed(String why);

    void closed(Connection connection);
}
