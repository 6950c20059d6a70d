package org.satbuddy.shipped;

/**
 * A library that ships, in a file of its own or inside another one.
 *
 * @param group null if the file does not name it
 * @param location the file; {@code !/} separates a file from the archive that contains it
 */
record Component(String group, String name, String version, String location) {

    /** The group of the libraries that browsers run, in whatever kind of JAR they are packaged. */
    static final String NPM = "npm";

    /**
     * Whether this can be the artifact of a coordinate {@code group:name}. A component without a group can be any of
     * its name, so that a doubt is reported.
     */
    boolean isOf(String coordinate) {
        return group == null ? coordinate.endsWith(":" + name) : coordinate.equals(group + ":" + name);
    }

    @Override
    public String toString() {
        return (group == null ? name : group + ":" + name) + " " + version;
    }
}
