package io.vigil.store.influx;

import java.net.URI;

/**
 * Where the copy is.
 *
 * @param org empty where the server knows none
 * @param bucket of 2.x and later; of 1.x {@code database/retention-policy}
 * @param token never printed; empty where the server asks for none
 */
public record Target(URI url, String org, String bucket, String token) {
    /** What InfluxQL calls the bucket: its database. */
    String database() {
        int slash = bucket.indexOf('/');
        return slash < 0 ? bucket : bucket.substring(0, slash);
    }

    /** Empty: the database's own. */
    String retentionPolicy() {
        int slash = bucket.indexOf('/');
        return slash < 0 ? "" : bucket.substring(slash + 1);
    }

    /** By which the place reached is kept: another server or bucket begins anew. */
    String name() {
        return url + " " + org + " " + bucket;
    }

    @Override
    public String toString() {
        return name();
    }
}
