package io.vigil.device.mqtt.message;

/** Which topics are Vigil's own to publish, and may be listened to (contract.md, MQTT, Out). */
public record SiteTopics(String site) {
    public SiteTopics {
        if (site.isEmpty() || site.contains("/") || !TopicFilter.exact(site)) {
            throw new IllegalArgumentException("a site is one topic level without wildcards: " + site);
        }
    }

    /** {@code online} or {@code offline}, retained. */
    public String status() {
        return "vigil/" + site + "/status";
    }

    /** Nobody but Vigil publishes here. */
    public boolean own(String topic) {
        return topic.equals(status()) || below(topic, "alarm") || below(topic, "state");
    }

    public boolean subscribable(String filter) {
        return TopicFilter.valid(filter)
                && (filter.equals(status())
                        || filter.startsWith("vigil/" + site + "/alarm/")
                        || filter.startsWith("vigil/" + site + "/state/"));
    }

    private boolean below(String topic, String level) {
        String root = "vigil/" + site + "/" + level;
        return topic.equals(root) || topic.startsWith(root + "/");
    }
}
