package dev.gatehouse.password.list;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with one file for each hash prefix, in the format of the Pwned Passwords API. A look-up reads one file of about 40 KB. */
final class HashFolder implements PasswordList {

    private static final int PREFIX = 5;

    private final Path folder;
    private final String extension;

    private HashFolder(Path folder, String extension) {
        this.folder = folder;
        this.extension = extension;
    }

    static HashFolder open(Path folder) throws IOException {
        String extension = Files.exists(folder.resolve("00000.txt")) ? ".txt" : "";
        for (String prefix : new String[] {"00000", "FFFFF"}) {
            Path file = folder.resolve(prefix + extension);
            if (!Files.isReadable(file)) {
                throw new IOException(
                        "the folder %s has no readable file %s; it must hold one for each of 00000 to FFFFF, with or without .txt"
                                .formatted(folder, prefix));
            }
            try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                if (lines.findFirst().map(HashLines::digits).orElse(0) != HashLines.DIGITS - PREFIX) {
                    throw new IOException("%s must have the other 35 digits of a SHA-1 at the beginning of each line"
                            .formatted(file));
                }
            }
        }
        return new HashFolder(folder, extension);
    }

    @Override
    public boolean contains(String password) throws IOException {
        byte[] hash = HashLines.hash(password);
        byte[] text =
                Files.readAllBytes(folder.resolve(new String(hash, 0, PREFIX, StandardCharsets.US_ASCII) + extension));
        int start = 0;
        while (start < text.length) {
            if (HashLines.compare(hash, PREFIX, text, start, text.length) == 0) {
                return true;
            }
            while (start < text.length && text[start] != '\n') {
                start++;
            }
            start++;
        }
        return false;
    }

    @Override
    public String description() {
        return "the SHA-1 hashes in the folder " + folder;
    }
}
