package dev.catchwater.fairlead.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a message of DNS says in our terms. */
final class Records {
    /** Of one answer; the rest is left out. */
    private static final int MAX_RECORDS = 1_024;

    private Records() {}

    /** The records of a type; those of aliases have no longer a TTL than the alias. */
    static DnsAnswer read(DnsResponse response, String name, DnsRecordType type) throws IOException {
        boolean absent = response.code().equals(DnsResponseCode.NXDOMAIN);
        if (!absent && !response.code().equals(DnsResponseCode.NOERROR)) {
            throw new IOException("DNS says " + response.code() + " about " + name);
        }
        List<DnsRawRecord> raw = records(response, DnsSection.ANSWER);
        long alias = raw.stream()
                .filter(record -> record.type().equals(DnsRecordType.CNAME))
                .mapToLong(DnsRawRecord::timeToLive)
                .min()
                .orElse(Long.MAX_VALUE);
        List<DnsAnswer.Entry> entries = new ArrayList<>();
        for (DnsRawRecord record : raw) {
            if (record.type().equals(type)) {
                entries.add(entry(record, Duration.ofSeconds(Math.min(alias, record.timeToLive()))));
            }
        }
        return new DnsAnswer(entries, negativeTtl(response));
    }

    private static List<DnsRawRecord> records(DnsResponse response, DnsSection section) {
        List<DnsRawRecord> records = new ArrayList<>();
        for (int i = 0; i < response.count(section) && records.size() < MAX_RECORDS; i++) {
            if (response.recordAt(section, i) instanceof DnsRawRecord record) {
                records.add(record);
            }
        }
        return records;
    }

    private static DnsAnswer.Entry entry(DnsRawRecord record, Duration ttl) throws IOException {
        // Its own indexes; the whole message stays in reach, for names that point into it.
        ByteBuf data = record.content().duplicate();
        if (!record.type().equals(DnsRecordType.SRV)) {
            return new DnsAnswer.Address(InetAddress.getByAddress(ByteBufUtil.getBytes(data)), ttl);
        }
        int priority = data.readUnsignedShort();
        int weight = data.readUnsignedShort();
        int port = data.readUnsignedShort();
        String target = DefaultDnsRecordDecoder.decodeName(data);
        return new DnsAnswer.Service(priority, weight, port, target.equals(".") ? "" : target, ttl);
    }

    /** RFC 2308 §5: the lesser of the SOA's TTL and its last field; zero if there is no SOA. */
    private static Duration negativeTtl(DnsResponse response) {
        return records(response, DnsSection.AUTHORITY).stream()
                .filter(record -> record.type().equals(DnsRecordType.SOA))
                .findFirst()
                .map(soa -> {
                    ByteBuf data = soa.content();
                    long minimum = data.getUnsignedInt(data.writerIndex() - Integer.BYTES);
                    return Duration.ofSeconds(Math.min(soa.timeToLive(), minimum));
                })
                .orElse(Duration.ZERO);
    }
}
