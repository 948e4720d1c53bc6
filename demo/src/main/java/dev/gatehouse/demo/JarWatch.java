package dev.gatehouse.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** Notices that a build has finished another JAR than the installed one. It is polled, and remembers what it saw. */
final class JarWatch {

    private final List<Path> jars;
    private final Path installed;
    private final Map<Path, Stamp> seen = new HashMap<>();
    private final Map<Path, Stamp> reported = new HashMap<>();

    /**
     * Watches JARs, which need not exist yet.
     *
     * @param jars the JARs that builds write
     * @param installed the folder that holds copies of them under the same names
     */
    JarWatch(List<Path> jars, Path installed) {
        this.jars = jars;
        this.installed = installed;
    }

    /**
     * Checks all JARs.
     *
     * @return those that have not changed since the last poll, can be read, differ from what is installed, and were not returned before
     */
    List<Path> poll() {
        return jars.stream().filter(this::isNew).toList();
    }

    private boolean isNew(Path jar) {
        try {
            Stamp stamp = Stamp.of(jar);
            boolean settled = stamp.equals(seen.put(jar, stamp));
            if (!settled || stamp.equals(reported.get(jar)) || isBeingShaded(jar) || !isReadable(jar)) {
                return false;
            }
            reported.put(jar, stamp);
            Path copy = installed.resolve(jar.getFileName());
            return !Files.exists(copy) || Files.mismatch(jar, copy) >= 0;
        } catch (IOException beingBuilt) {
            return false;
        }
    }

    /** Maven's Shade plugin takes seconds to write this file beside the JAR, which lacks libraries until the file replaces it. */
    private static boolean isBeingShaded(Path jar) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(jar.getParent(), "*-shaded.jar")) {
            return files.iterator().hasNext();
        }
    }

    private static boolean isReadable(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.size() > 0;
        }
    }

    /**
     * A file's metadata, for a comparison without reading it.
     *
     * @param size in bytes
     * @param modified when it was last written
     */
    private record Stamp(long size, FileTime modified) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }
    }
}
