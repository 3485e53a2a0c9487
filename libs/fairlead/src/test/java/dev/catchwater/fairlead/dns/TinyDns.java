package dev.catchwater.fairlead.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A DNS server on loopback, over UDP, that says what the test tells it to. */
public final class TinyDns implements AutoCloseable {
    private record Answers(DnsResponseCode code, List<DnsRecord> records) {}

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final Map<String, Answers> zone = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final InetSocketAddress address;
    private volatile boolean silent;

    public TinyDns() {
        Channel channel = new Bootstrap()
                .group(loops)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel ch) {
                        ch.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answering());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        address = (InetSocketAddress) channel.localAddress();
    }

    public InetSocketAddress address() {
        return address;
    }

    List<String> asked() {
        return asked;
    }

    void fallSilent() {
        silent = true;
    }

    /** What there is of a type under a name. */
    public void says(String name, DnsRecordType type, DnsRecord... records) {
        zone.put(name + ". " + type.name(), new Answers(DnsResponseCode.NOERROR, List.of(records)));
    }

    void refuses(String name, DnsRecordType type, DnsResponseCode code, DnsRecord... authority) {
        zone.put(name + ". " + type.name(), new Answers(code, List.of(authority)));
    }

    public static DnsRecord address(String name, long ttl, String literal) {
        return new DefaultDnsRawRecord(
                name,
                literal.contains(":") ? DnsRecordType.AAAA : DnsRecordType.A,
                ttl,
                Unpooled.wrappedBuffer(InetAddress.ofLiteral(literal).getAddress()));
    }

    static DnsRecord alias(String name, long ttl, String target) {
        return new DefaultDnsRawRecord(name, DnsRecordType.CNAME, ttl, labels(Unpooled.buffer(), target));
    }

    public static DnsRecord service(String name, long ttl, int priority, int weight, int port, String target) {
        ByteBuf data = Unpooled.buffer().writeShort(priority).writeShort(weight).writeShort(port);
        return new DefaultDnsRawRecord(name, DnsRecordType.SRV, ttl, labels(data, target));
    }

    static DnsRecord soa(String name, long ttl, int minimum) {
        ByteBuf data = labels(labels(Unpooled.buffer(), "ns." + name), "hostmaster." + name);
        data.writeInt(1).writeInt(2).writeInt(3).writeInt(4).writeInt(minimum);
        return new DefaultDnsRawRecord(name, DnsRecordType.SOA, ttl, data);
    }

    private static ByteBuf labels(ByteBuf data, String name) {
        for (String label : name.split("\\.")) {
            if (!label.isEmpty()) {
                data.writeByte(label.length()).writeCharSequence(label, StandardCharsets.US_ASCII);
            }
        }
        return data.writeByte(0);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            String key = question.name() + " " + question.type().name();
            asked.add(key);
            if (silent) {
                return;
            }
            Answers answers = zone.getOrDefault(key, new Answers(DnsResponseCode.NXDOMAIN, List.of()));
            DatagramDnsResponse response = new DatagramDnsResponse(
                    query.recipient(), query.sender(), query.id(), query.opCode(), answers.code);
            response.addRecord(DnsSection.QUESTION, question);
            for (DnsRecord record : answers.records) {
                boolean authority = record.type().equals(DnsRecordType.SOA);
                response.addRecord(authority ? DnsSection.AUTHORITY : DnsSection.ANSWER, copy(record));
            }
            context.writeAndFlush(response);
        }

        /** A message releases what it holds. */
        private static DnsRecord copy(DnsRecord record) {
            return ((DefaultDnsRawRecord) record).copy();
        }
    }
}
