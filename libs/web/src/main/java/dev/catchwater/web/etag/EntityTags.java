package dev.catchwater.web.etag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.File;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Gives each JSON answer to GET and HEAD an entity tag, the SHA-256 of its bytes, and answers 304 to a client that has those
 * already; a strong one, unless answers are compressed. A tag that the resource set itself is kept and compared.
 */
public class EntityTags {
    private static final Annotation[] NONE = {};

    private final ObjectMapper mapper;
    private final boolean compresses;

    EntityTags(
            ObjectMapper mapper,
            @ConfigProperty(name = "quarkus.http.enable-compression", defaultValue = "false") boolean compresses) {
        this.mapper = mapper;
        this.compresses = compresses;
    }

    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response) throws JsonProcessingException {
        if (response.getStatus() != 200 || !safe(request.getMethod()) || !json(response.getMediaType())) {
            return;
        }
        var headers = response.getHeaders();
        if (compresses) {
            headers.putSingle(HttpHeaders.VARY, "Accept-Encoding");
        }
        var tag = response.getHeaderString(HttpHeaders.ETAG);
        if (tag == null) {
            var bytes = bytes(response.getEntity());
            if (bytes == null) {
                return;
            }
            // RFC 9110 §8.8.1: a strong one would have to differ between codings.
            tag = (compresses ? "W/\"" : "\"") + hash(bytes) + '"';
            headers.putSingle(HttpHeaders.ETAG, tag);
            response.setEntity(bytes, NONE, response.getMediaType());
        }
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        }
        var known = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (known != null && IfNoneMatch.has(known, tag)) {
            notModified(response);
        }
    }

    // RFC 9110 §15.4.5: no content, and no metadata beyond what guides the cache.
    private static void notModified(ContainerResponseContext response) {
        response.setStatus(304);
        response.setEntity(null);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        response.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
    }

    private static boolean safe(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean json(@Nullable MediaType type) {
        return type != null
                && type.getType().equalsIgnoreCase("application")
                && (type.getSubtype().equalsIgnoreCase("json")
                        || type.getSubtype().endsWith("+json"));
    }

    private byte @Nullable [] bytes(@Nullable Object entity) throws JsonProcessingException {
        return switch (entity) {
            case null -> null;
            case byte[] bytes -> bytes;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Multi<?> _ -> null;
            case Flow.Publisher<?> _ -> null;
            case InputStream _ -> null;
            case StreamingOutput _ -> null;
            case File _ -> null;
            case Path _ -> null;
            default -> mapper.writeValueAsBytes(entity);
        };
    }

    private static String hash(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
