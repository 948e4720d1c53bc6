package dev.gatehouse.risk.signals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Writes a database in MaxMind's format (version 2.0 of its specification) with the same entry for every address. */
final class TinyMmdb {

    private static final int TEXT = 2;
    private static final int DOUBLE = 3;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int MAP = 7;
    private static final int UINT64_EXTENDED = 2;

    private TinyMmdb() {}

    static Path write(Path file, Instant built, Map<String, Object> entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // A tree of one node, whose two 24-bit records point to the beginning of the data.
        out.writeBytes(new byte[] {0, 0, 1 + 16, 0, 0, 1 + 16});
        out.writeBytes(new byte[16]);
        put(out, entry);
        out.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
        out.writeBytes("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        put(
                out,
                Map.of(
                        "node_count",
                        1,
                        "record_size",
                        (short) 24,
                        "ip_version",
                        (short) 6,
                        "database_type",
                        "Test",
                        "languages",
                        Map.of(),
                        "binary_format_major_version",
                        (short) 2,
                        "binary_format_minor_version",
                        (short) 0,
                        "build_epoch",
                        built.getEpochSecond(),
                        "description",
                        Map.of()));
        try {
            return Files.write(file, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ByteArrayOutputStream out, Object value) {
        if (value instanceof Map<?, ?> map) {
            out.write(MAP << 5 | map.size());
            map.forEach((key, each) -> {
                put(out, key);
                put(out, key.equals("languages") ? new Object[0] : each);
            });
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            // From 29 on, the rest of the length follows in its own byte.
            out.write(TEXT << 5 | Math.min(29, bytes.length));
            if (bytes.length >= 29) {
                out.write(bytes.length - 29);
            }
            out.writeBytes(bytes);
        } else if (value instanceof Double number) {
            out.write(DOUBLE << 5 | Double.BYTES);
            out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
        } else if (value instanceof Short number) {
            out.write(UINT16 << 5 | Short.BYTES);
            out.writeBytes(ByteBuffer.allocate(Short.BYTES).putShort(number).array());
        } else if (value instanceof Integer number) {
            out.write(UINT32 << 5 | Integer.BYTES);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        } else if (value instanceof Long number) {
            out.write(Long.BYTES);
            out.write(UINT64_EXTENDED);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        } else {
            // An empty array.
            out.write(0);
            out.write(4);
        }
    }
}
