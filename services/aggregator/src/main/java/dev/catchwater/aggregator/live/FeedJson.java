package dev.catchwater.aggregator.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.aggregator.timeline.FeedEvent;
import java.util.Map;

/** What listeners are told of a change, as JSON. */
public final class FeedJson {

    private final ObjectMapper json;

    /** JSON as this mapper makes it. */
    public FeedJson(ObjectMapper json) {
        this.json = json;
    }

    /** The data of an event. */
    public String data(FeedEvent event) {
        try {
            return json.writeValueAsString(
                    switch (event) {
                        case FeedEvent.Posted posted -> posted.post();
                        case FeedEvent.Edited edited -> edited.post();
                        case FeedEvent.Deleted deleted -> Map.of("id", Long.toString(deleted.postId()));
                        case FeedEvent.Reset reset -> Map.of("why", "sources");
                    });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of ours does not become JSON", e);
        }
    }
}
