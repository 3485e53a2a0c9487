package dev.catchwater.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of the binaries this build carries, written by the build into a resource. */
record Versions(String postgres, String redis) {

    static Versions ofThisBuild() {
        Properties versions = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(versions.getProperty("postgres"), versions.getProperty("redis"));
    }

    String postgresMajor() {
        return postgres.substring(0, postgres.indexOf('.'));
    }
}
