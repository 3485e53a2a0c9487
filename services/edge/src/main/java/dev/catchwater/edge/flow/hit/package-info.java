/**
 * A shorter way for the hits of HTTP/1.1: bytes in, bytes out, before a request is made of them.
 *
 * <p>Nothing is decided here. The ordinary way ({@code Receive}, {@code Lookup}, {@code Deliver}) answers a plain request from
 * the store once; {@link dev.catchwater.edge.flow.hit.Hits} keeps what it wrote, for requests that it would treat in the
 * same way for the same reasons, and asks before each use whether these still hold:
 *
 * <ul>
 *   <li>the request has the same target, byte by byte, the same Host and Accept-Encoding, and otherwise only fields that
 *       no answer from the store depends on ({@link dev.catchwater.edge.flow.hit.PlainHead});
 *   <li>the routes are the same ({@link dev.catchwater.edge.Lanes#edition});
 *   <li>the shelf, asked as the ordinary way asks it, has the same variants under the key: purged, invalidated, replaced,
 *       evicted and expired ones it does not have any more, or not as they were;
 *   <li>it is still fresh, the node is not ending, and the client takes what it gets;
 *   <li>all earlier requests of the connection have been answered ({@link dev.catchwater.edge.flow.hit.Turns}).
 * </ul>
 *
 * <p>Whatever is in doubt goes the ordinary way, as if nobody had looked. Everything here belongs to one event loop.
 */
@NullMarked
package dev.catchwater.edge.flow.hit;

import org.jspecify.annotations.NullMarked;
