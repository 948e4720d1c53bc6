package dev.gatehouse.password.list;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * A sorted file of hashes, searched on disk. Hashes are evenly distributed, so interpolation finds the position of one quickly: a
 * file of 40 GB takes a few reads of {@value #BLOCK} bytes. The file stays open, so replacing it needs a restart.
 */
final class HashFile implements PasswordList {

    private static final int BLOCK = 8192;
    private static final int MAX_INTERPOLATIONS = 8;
    private static final int SAMPLES = 64;
    private static final int KEY_DIGITS = 15;

    private final Path path;
    private final FileChannel file;
    private final long size;

    private HashFile(Path path, FileChannel file) throws IOException {
        this.path = path;
        this.file = file;
        this.size = file.size();
    }

    /** Whether the first lines are hashes. No password list begins with ten long hexadecimal numbers. */
    static boolean isHashFile(Path path) throws IOException {
        List<String> lines = firstLines(path);
        return !lines.isEmpty() && lines.stream().allMatch(line -> HashLines.digits(line) >= 32);
    }

    static HashFile open(Path path) throws IOException {
        for (String line : firstLines(path)) {
            int digits = HashLines.digits(line);
            if (digits != HashLines.DIGITS) {
                throw new IOException("%s has hashes of %d digits%s; SHA-1 has 40"
                        .formatted(path, digits, digits == 32 ? ", as NTLM and MD5 have" : ""));
            }
        }
        HashFile opened = new HashFile(path, FileChannel.open(path, StandardOpenOption.READ));
        try {
            opened.requireSorted();
        } catch (IOException e) {
            opened.file.close();
            throw e;
        }
        return opened;
    }

    private static List<String> firstLines(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer head = ByteBuffer.allocate((int) Math.min(BLOCK, file.size()));
            file.read(head, 0);
            String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
            List<String> lines = text.lines().toList();
            boolean cut = file.size() > BLOCK && !lines.isEmpty();
            return lines.subList(0, Math.min(10, lines.size() - (cut ? 1 : 0)));
        }
    }

    /** Samples the whole file, because look-ups would find nothing in a file sorted by frequency. */
    private void requireSorted() throws IOException {
        byte[] earlier = new byte[HashLines.DIGITS];
        for (int sample = 0; sample < SAMPLES; sample++) {
            Block block = block(Math.max(0, size - BLOCK) / SAMPLES * sample, 0, size);
            byte[] before = earlier;
            earlier = block.hashAt(block.firstLine);
            for (int line = block.firstLine; line < block.end; line = block.lineAfter(line)) {
                if (HashLines.compare(before, 0, block.bytes, line, block.end) > 0) {
                    throw new IOException("%s is not sorted by hash".formatted(path));
                }
                before = block.hashAt(line);
            }
        }
    }

    @Override
    public boolean contains(String password) throws IOException {
        byte[] hash = HashLines.hash(password);
        long key = key(hash, 0);
        long start = 0;
        long end = size;
        double lowest = 0;
        double highest = 1L << (4 * KEY_DIGITS);
        for (int reads = 0; start < end; reads++) {
            double share = reads < MAX_INTERPOLATIONS ? (key - lowest) / (highest - lowest) : 0.5;
            Block block = block(start + (long) (share * (end - start)) - BLOCK / 2, start, end);
            if (HashLines.compare(hash, 0, block.bytes, block.firstLine, block.end) < 0) {
                end = block.position + block.firstLine;
                highest = key(block.bytes, block.firstLine);
            } else if (HashLines.compare(hash, 0, block.bytes, block.lastLine, block.end) > 0) {
                start = block.position + block.end;
                lowest = key(block.bytes, block.lastLine);
            } else {
                return block.contains(hash);
            }
        }
        return false;
    }

    @Override
    public String description() {
        return "the SHA-1 hashes in the file " + path;
    }

    /** Reads a block of whole lines between two line starts, as close to a position as possible. */
    private Block block(long target, long start, long end) throws IOException {
        int length = (int) Math.min(BLOCK, end - start);
        long position = Math.max(start, Math.min(target, end - length));
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("%s has become shorter".formatted(path));
            }
        }
        return new Block(position, buffer.array(), position == start, position + length == end);
    }

    private long key(byte[] text, int start) throws IOException {
        try {
            return Long.parseLong(new String(text, start, KEY_DIGITS, StandardCharsets.ISO_8859_1), 16);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IOException("%s is damaged: a line does not begin with a hash".formatted(path), e);
        }
    }

    /** A block of the file, with the boundaries of its whole lines. */
    private final class Block {

        private final long position;
        private final byte[] bytes;
        private final int firstLine;
        private final int lastLine;
        private final int end;

        Block(long position, byte[] bytes, boolean beginsWithLine, boolean endsWithLine) throws IOException {
            this.position = position;
            this.bytes = bytes;
            firstLine = beginsWithLine ? 0 : lineAfter(0);
            end = endsWithLine ? bytes.length : lineBefore(bytes.length);
            lastLine = lineBefore(end - 1);
            if (firstLine >= end) {
                throw new IOException("%s is damaged: a line is longer than %d bytes".formatted(path, BLOCK));
            }
        }

        /** The start of the line after this offset. */
        private int lineAfter(int offset) {
            int at = offset;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            return Math.min(at + 1, bytes.length);
        }

        /** The start of the last line that begins at or before this offset. */
        private int lineBefore(int offset) {
            int at = offset;
            while (at > 0 && bytes[at - 1] != '\n') {
                at--;
            }
            return at;
        }

        private byte[] hashAt(int line) throws IOException {
            if (line + HashLines.DIGITS > end) {
                throw new IOException("%s is damaged: its last line is cut".formatted(path));
            }
            return new String(bytes, line, HashLines.DIGITS, StandardCharsets.ISO_8859_1)
                    .toUpperCase(Locale.ROOT)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        private boolean contains(byte[] hash) {
            for (int line = firstLine; line < end; line = lineAfter(line)) {
                if (HashLines.compare(hash, 0, bytes, line, end) == 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
