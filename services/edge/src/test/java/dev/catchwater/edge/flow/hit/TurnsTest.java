package dev.catchwater.edge.flow.hit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {
    private final Turns turns = new Turns();
    private final EmbeddedChannel channel = new EmbeddedChannel(turns);

    private void write(HttpObject message) {
        channel.writeOutbound(message);
        channel.releaseOutbound();
    }

    private static HttpResponse whole(HttpVersion version, int status) {
        return new DefaultFullHttpResponse(version, HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER);
    }

    private static HttpResponse ok() {
        return whole(HttpVersion.HTTP_1_1, 200);
    }

    @Test
    void aTurnIsOverWithTheLastPartOfAResponse() {
        assertThat(turns.isOver(0)).isTrue();
        assertThat(turns.isOver(1)).isFalse();
        write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        write(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        assertThat(turns.isOver(1)).isFalse();
        write(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(turns.isOver(1)).isTrue();
        write(ok());
        assertThat(turns.isOver(1)).isFalse();
        assertThat(turns.isOver(2)).isTrue();
    }

    /** RFC 9110 §15.2. */
    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103})
    void anInterimResponseEndsNoTurn(int status) {
        write(whole(HttpVersion.HTTP_1_1, status));
        assertThat(turns.isOver(0)).isTrue();
        assertThat(turns.isOver(1)).isFalse();
    }

    /** RFC 9112 §9.3, §9.6: what comes behind is no request, or is not answered. */
    @Test
    void behindTheLastResponseOfAConnectionNobodyHasATurn() {
        HttpResponse closing = ok();
        closing.headers().add("Connection", "close");
        for (HttpResponse last :
                new HttpResponse[] {closing, whole(HttpVersion.HTTP_1_1, 101), whole(HttpVersion.HTTP_1_0, 200)}) {
            Turns all = new Turns();
            EmbeddedChannel connection = new EmbeddedChannel(all);
            connection.writeOutbound(last);
            connection.releaseOutbound();
            assertThat(all.isOver(1)).as(String.valueOf(last)).isFalse();
        }
    }
}
